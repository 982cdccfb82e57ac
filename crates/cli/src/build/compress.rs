//! `.br` and `.gz` beside each file that shrinks, so that any static server can send them.
//!
//! Brotli 11 takes seconds on a wasm file: results are kept in `target/` by content, and the work is shared among threads.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::names::digest;
use crate::project::write;

/// A file in both encodings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compressed {
    /// Brotli, quality 11.
    pub br: Vec<u8>,
    /// gzip, level 9, without date or name.
    pub gz: Vec<u8>,
}

/// Whether a file of this name shrinks; pictures are compressed already.
pub fn is_compressible(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| {
        matches!(
            extension,
            "html"
                | "css"
                | "js"
                | "bin"
                | "json"
                | "wasm"
                | "svg"
                | "txt"
                | "otf"
                | "ttf"
                | "webmanifest"
                | "xml"
        )
    })
}

/// Compresses every compressible file.
///
/// # Errors
/// When the cache cannot be written.
pub fn compress_all(
    files: &BTreeMap<String, Vec<u8>>,
    cache: &Path,
) -> Result<BTreeMap<String, Compressed>> {
    let mut jobs: Vec<_> = files
        .iter()
        .filter(|(path, _)| is_compressible(path))
        .collect();
    // The largest first, so that no thread starts the wasm when the others are done.
    jobs.sort_by_key(|(path, bytes)| (std::cmp::Reverse(bytes.len()), path.as_str()));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    let work = |worker: usize| -> Result<()> {
        while let Some((path, bytes)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let compressed = cached(bytes, cache, worker)?;
            // A poisoned lock means another thread panicked; its panic is what the person sees.
            if let Ok(mut done) = done.lock() {
                done.insert((*path).clone(), compressed);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let work = &work;
        let workers = (0..threads).map(|worker| scope.spawn(move || work(worker)));
        let workers: Vec<_> = workers.collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })?;
    done.into_inner()
        .ok()
        .context("La compresión se interrumpió. Repita la orden.")
}

fn cached(bytes: &[u8], cache: &Path, worker: usize) -> Result<Compressed> {
    let name = digest(bytes);
    let path = |encoding: &str| cache.join(format!("{name}.{encoding}"));
    if let (Ok(br), Ok(gz)) = (fs::read(path("br")), fs::read(path("gz"))) {
        return Ok(Compressed { br, gz });
    }
    let compressed = Compressed {
        br: brotli(bytes)?,
        gz: gzip(bytes)?,
    };
    for (encoding, bytes) in [("br", &compressed.br), ("gz", &compressed.gz)] {
        // Written beside and renamed: a build that is stopped leaves no half entry. Two files of one content may be at it at once.
        let half = path(&format!("{encoding}.{}.{worker}", std::process::id()));
        write(&half, bytes)?;
        fs::rename(&half, path(encoding)).context("No puedo escribir en target/.")?;
    }
    Ok(compressed)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = vec![];
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)
        .context("Brotli no pudo comprimir un archivo.")?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(vec![], Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .context("gzip no pudo comprimir un archivo.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn equal_files_do_not_get_in_each_others_way() {
        for round in 0..40 {
            // Long enough that both workers are done with it at the same moment.
            let words = (0..400).map(|number| format!("{} ", (number + 7) * (round + 11)));
            let text = words.collect::<String>().into_bytes();
            let files = (0..8).map(|number| (format!("{number}.html"), text.clone()));
            let folder = tempfile::tempdir().unwrap();
            let all = compress_all(&files.collect(), folder.path()).unwrap();
            assert_eq!(all.len(), 8);
        }
    }

    #[test]
    fn both_encodings_give_the_file_back_and_the_cache_the_same_bytes() {
        let text = "«Guardado» sobrevive al cierre. ".repeat(200).into_bytes();
        let files = BTreeMap::from([
            ("a.html".to_owned(), text.clone()),
            ("a.png".to_owned(), vec![1]),
        ]);
        let cache = tempfile::tempdir().unwrap();
        let first = compress_all(&files, cache.path()).unwrap();
        assert_eq!(first, compress_all(&files, cache.path()).unwrap());
        assert_eq!(first.keys().collect::<Vec<_>>(), ["a.html"]);
        let Compressed { br, gz } = &first["a.html"];
        let (mut from_br, mut from_gz) = (vec![], vec![]);
        brotli::BrotliDecompress(&mut &br[..], &mut from_br).unwrap();
        flate2::read::GzDecoder::new(&gz[..])
            .read_to_end(&mut from_gz)
            .unwrap();
        assert_eq!((from_br, from_gz), (text.clone(), text));
    }
}
