//! A static host that serves a folder as the dumbest do, with the faults a host can have.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinHandle;

const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// What a portal says instead of what was asked for.
const PORTAL: &str = "<!doctype html><title>Bienvenida</title><h1>Escriba su clave de la red</h1>";

/// How a host treats WebAssembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wasm {
    /// `application/wasm`.
    Typed,
    /// `application/octet-stream`: streaming compilation refuses it.
    Untyped,
    /// Not found.
    Missing,
}

/// What a host serves and how. A test may change it while the browser looks on.
#[derive(Debug, Clone)]
pub struct Host {
    /// The site; `None` for a host that has only `pages`.
    pub folder: Option<PathBuf>,
    /// Where the site begins: `/`, or `/capacitacion/aula/`.
    pub prefix: String,
    /// HTML pages besides the folder, by path: a page that frames the site.
    pub pages: BTreeMap<String, String>,
    pub wasm: Wasm,
    /// Send the `.br` or `.gz` beside a file to a browser that accepts it. Browsers accept `br` on https and localhost only.
    pub compressed: bool,
    /// Value of a `Content-Security-Policy` header for every answer.
    pub policy: Option<String>,
    /// Requests whose path contains this wait for their answer as long as the host says so.
    pub silent_for: Option<String>,
    /// Requests whose path contains this get a page in their place, with status 200: a portal that asks for a password.
    pub portal_for: Option<String>,
    /// Requests whose path contains this find nothing: what was taken off the server.
    pub gone: Option<String>,
    /// Let pages of every origin read the files (`Access-Control-Allow-Origin`), as sandboxed frames need.
    pub open_to_all: bool,
}

impl Default for Host {
    fn default() -> Host {
        Host {
            folder: None,
            prefix: "/".into(),
            pages: BTreeMap::new(),
            wasm: Wasm::Typed,
            compressed: false,
            policy: None,
            silent_for: None,
            portal_for: None,
            gone: None,
            open_to_all: false,
        }
    }
}

/// An answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Path as asked, without the query.
    pub path: String,
    pub status: u16,
    /// Length of the body as sent: compressed if it was.
    pub bytes: usize,
}

struct Shared {
    host: Mutex<Host>,
    requests: Mutex<Vec<Request>>,
    told: Mutex<Vec<String>>,
}

/// A running host on a port of its own; dropping it ends it.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start(host: Host) -> Server {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let shared = Arc::new(Shared {
            host: Mutex::new(host),
            requests: Mutex::default(),
            told: Mutex::default(),
        });
        let router = Router::new().fallback(answer).with_state(shared.clone());
        let task = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("the server serves")
        });
        Server { port, shared, task }
    }

    /// The site in a folder, on a host without faults.
    pub async fn of(folder: &Path) -> Server {
        Server::start(Host {
            folder: Some(folder.to_path_buf()),
            ..Host::default()
        })
        .await
    }

    /// A host that has only these pages.
    pub async fn of_pages(pages: &[(&str, &str)]) -> Server {
        let pages = pages
            .iter()
            .map(|(path, html)| (path.to_string(), html.to_string()))
            .collect();
        Server::start(Host {
            pages,
            ..Host::default()
        })
        .await
    }

    /// Address of a path of the site (`cursos/x/index.html`) on this machine: a trustworthy origin even without https.
    pub fn url(&self, path: &str) -> String {
        self.url_at("127.0.0.1", path)
    }

    /// The same under a host name, `*.test`: plain http of an intranet, or another site.
    pub fn url_at(&self, host: &str, path: &str) -> String {
        let prefix = self.shared.host.lock().unwrap().prefix.clone();
        format!(
            "http://{host}:{}{prefix}{}",
            self.port,
            path.trim_start_matches('/')
        )
    }

    /// Changes the host from the next request on.
    pub fn change(&self, change: impl FnOnce(&mut Host)) {
        change(&mut self.shared.host.lock().unwrap());
    }

    /// Requests answered so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.shared.requests.lock().unwrap().clear();
    }

    /// What pages have reported so far, see [`Page::report`](crate::page::Page::report).
    pub fn told(&self) -> Vec<String> {
        self.shared.told.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    if method == Method::POST && uri.path() == "/_visto" {
        shared
            .told
            .lock()
            .unwrap()
            .push(String::from_utf8_lossy(&body).into_owned());
        return Response::new(Body::empty());
    }
    let host = answering_host(&shared, uri.path()).await;
    let (response, bytes) = find(&host, uri.path(), accepted(&headers));
    let request = Request {
        path: uri.path().into(),
        status: response.status().as_u16(),
        bytes,
    };
    shared.requests.lock().unwrap().push(request);
    response
}

/// The host as it is once it answers for this path.
async fn answering_host(shared: &Shared, path: &str) -> Host {
    loop {
        let host = shared.host.lock().unwrap().clone();
        match &host.silent_for {
            Some(part) if path.contains(part) => tokio::time::sleep(BETWEEN_LOOKS).await,
            _ => return host,
        }
    }
}

fn accepted(headers: &HeaderMap) -> &str {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The answer and the length of its body.
fn find(host: &Host, path: &str, accepted: &str) -> (Response<Body>, usize) {
    let typed = |media_type: &'static str| {
        let mut response = Response::builder().header(header::CONTENT_TYPE, media_type);
        if host.open_to_all {
            response = response.header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        host.policy.iter().fold(response, |response, policy| {
            response.header(header::CONTENT_SECURITY_POLICY, policy)
        })
    };
    let sent = |response: axum::http::response::Builder, body: Vec<u8>| {
        let length = body.len();
        (response.body(Body::from(body)).expect("a response"), length)
    };
    if host
        .portal_for
        .as_ref()
        .is_some_and(|part| path.contains(part))
    {
        return sent(typed("text/html; charset=utf-8"), PORTAL.into());
    }
    if let Some(page) = host.pages.get(path) {
        return sent(typed("text/html; charset=utf-8"), page.clone().into_bytes());
    }
    let Some(file) = file(host, path) else {
        return sent(
            typed("text/plain").status(StatusCode::NOT_FOUND),
            b"404".into(),
        );
    };
    if file.is_dir() {
        return sent(
            typed("text/plain")
                .status(StatusCode::MOVED_PERMANENTLY)
                .header(header::LOCATION, format!("{path}/")),
            vec![],
        );
    }
    let media_type = media_type(&file, host.wasm);
    let encodings = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(name, _)| host.compressed && accepted.contains(name));
    for (encoding, ending) in encodings {
        let beside = PathBuf::from(format!("{}.{ending}", file.display()));
        if let Ok(body) = std::fs::read(beside) {
            return sent(
                typed(media_type).header(header::CONTENT_ENCODING, encoding),
                body,
            );
        }
    }
    sent(
        typed(media_type),
        std::fs::read(&file).expect("the file was there"),
    )
}

/// The file or folder a path means; a path that ends in `/` means its `index.html`.
fn file(host: &Host, path: &str) -> Option<PathBuf> {
    if host.gone.as_ref().is_some_and(|part| path.contains(part)) {
        return None;
    }
    let path = path.strip_prefix(&host.prefix)?;
    let index = if path.is_empty() || path.ends_with('/') {
        "index.html"
    } else {
        ""
    };
    if path.split('/').any(|part| part == "..")
        || (host.wasm == Wasm::Missing && path.ends_with(".wasm"))
    {
        return None;
    }
    let file = host.folder.as_ref()?.join(format!("{path}{index}"));
    file.exists().then_some(file)
}

fn media_type(file: &Path, wasm: Wasm) -> &'static str {
    match file
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "mp3" => "audio/mpeg",
        "vtt" => "text/vtt",
        "pdf" => "application/pdf",
        "txt" | "md" => "text/plain; charset=utf-8",
        "wasm" if wasm == Wasm::Typed => "application/wasm",
        _ => "application/octet-stream",
    }
}
