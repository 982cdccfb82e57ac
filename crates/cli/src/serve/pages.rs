//! The pages as the development server sends them: the built files, and in each page a script that reloads it.

use std::convert::Infallible;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::{ServeDir, ServeFile};

use super::rebuild::Status;

const SCRIPT: &str = include_str!("recarga.js");
const STYLE: &str = include_str!("recarga.css");
/// Only this server writes it, so it never reaches a built site. The CSP allows it: it comes from the site itself.
const TAG: &str = "<script type=\"module\" src=\"/_aula/recarga.js\"></script>";
const WAITING: &str = "<!doctype html><html lang=\"es-MX\"><meta charset=\"utf-8\"><title>Aula</title>\
    <body><p>Construyendo el sitio por primera vez. La página se abrirá sola.</p></body></html>";

/// The built files below `out`, with live reload.
pub fn router(out: &Path, status: watch::Receiver<Status>) -> Router {
    let files = ServeDir::new(out).not_found_service(ServeFile::new(out.join("404.html")));
    Router::new()
        .route("/_aula/eventos", get(events))
        .with_state(status.clone())
        .route("/_aula/recarga.js", get(|| file("text/javascript", SCRIPT)))
        .route("/_aula/recarga.css", get(|| file("text/css", STYLE)))
        .fallback_service(files)
        .layer(middleware::from_fn_with_state(status, live))
}

async fn file(
    kind: &'static str,
    text: &'static str,
) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, kind)], text)
}

/// The state of the build, now and after each change.
async fn events(
    State(status): State<watch::Receiver<Status>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let messages = WatchStream::new(status).map(|status| {
        // Limit: text and lists always become JSON.
        Ok(Event::default().data(serde_json::to_string(&status).unwrap_or_default()))
    });
    Sse::new(messages).keep_alive(KeepAlive::default())
}

/// Adds the script to pages, and keeps the browser from storing anything.
async fn live(
    State(status): State<watch::Receiver<Status>>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let mut response = if is_page(&response) {
        with_script(response).await
    } else if response.status() == StatusCode::NOT_FOUND && status.borrow().version.is_empty() {
        Html(inject(WAITING)).into_response()
    } else {
        response
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn with_script(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            parts.headers.remove(CONTENT_LENGTH);
            let page = inject(&String::from_utf8_lossy(&bytes));
            Response::from_parts(parts, Body::from(page))
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn inject(page: &str) -> String {
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{TAG}</body>{after}"),
        None => format!("{page}{TAG}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_service::Service;

    fn get_text(router: &mut Router, path: &str) -> (u16, String) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let response = router.call(request).await.unwrap();
            assert_eq!(response.headers()[CACHE_CONTROL], "no-store", "{path}");
            let status = response.status().as_u16();
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    #[test]
    fn pages_get_the_script_and_other_files_do_not() {
        let out = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(out.path().join(name), text).unwrap();
        let (sender, status) = watch::channel(Status::first());
        let mut router = router(out.path(), status);
        let (code, page) = get_text(&mut router, "/");
        assert!(
            code == 200 && page.contains("Construyendo"),
            "{code} {page}"
        );

        write("index.html", "<body>hola</body>");
        write("404.html", "<body>nada</body>");
        write("a.json", "{\"a\": \"</body>\"}");
        sender.send_modify(|status| status.version = "1-1".into());
        for (path, code, text) in [
            ("/", 200, "hola"),
            ("/index.html", 200, "hola"),
            ("/x/y.html", 404, "nada"),
        ] {
            let expected = format!("<body>{text}{TAG}</body>");
            assert_eq!(get_text(&mut router, path), (code, expected), "{path}");
        }
        assert_eq!(get_text(&mut router, "/a.json").1, "{\"a\": \"</body>\"}");
        assert_eq!(get_text(&mut router, "/_aula/recarga.js").0, 200);
    }
}
