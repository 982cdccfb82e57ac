//! The browser's list of tabs and frames, over the plain HTTP of its debugging port: it answers even when a tab has crashed, and a
//! driver's session does not.

use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The id of the first target whose kind (`page`, `iframe`) and address satisfy `wanted`.
pub async fn find(port: u16, wanted: impl Fn(&str, &str) -> bool) -> Option<String> {
    let list = ask_json(port, "GET /json/list").await;
    let mut targets = list.as_array()?.iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let target = targets.find(|target| wanted(&text(&target["type"]), &text(&target["url"])))?;
    Some(text(&target["id"]))
}

/// Opens a tab in front of the others and returns its id.
pub async fn open_tab(port: u16) -> String {
    let tab = ask_json(port, "PUT /json/new?about:blank").await;
    tab["id"].as_str().expect("a tab opens").to_string()
}

/// Closes a tab and waits until it is gone. At least one other must be open, or the browser ends.
pub async fn close_tab(port: u16, id: &str) {
    ask(port, &format!("GET /json/close/{id}")).await;
    let deadline = Instant::now() + Duration::from_secs(10);
    while ask(port, "GET /json/list").await.contains(id) {
        assert!(Instant::now() < deadline, "the tab does not close");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn ask_json(port: u16, request: &str) -> Value {
    serde_json::from_str(&ask(port, request).await).expect("the browser answers in JSON")
}

/// The body of the answer. The browser keeps the line open whatever we ask for, so its `Content-Length` says where that ends.
async fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("the browser listens");
    let request = format!("{request} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("the browser listens");
    let mut answer = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("Content-Length:"));
            if length.is_some_and(|length| length.trim() == body.len().to_string()) {
                return body.to_string();
            }
        }
        let length = stream
            .read_buf(&mut answer)
            .await
            .expect("the browser answers");
        assert!(length > 0, "the browser ends in the middle of an answer");
    }
}
