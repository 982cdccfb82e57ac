//! `aula serve`: the site while one writes it. Rebuilds when a file changes, reloads the open pages, shows findings in them.

mod pages;
mod rebuild;
mod step_aside;

use std::io::ErrorKind;
use std::net::TcpListener;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tokio::sync::watch;

use crate::args::Serve;
use crate::project::Project;
use rebuild::{Rebuild, Status};

/// Serves until the person stops it.
///
/// # Errors
/// When the port is taken or files cannot be watched.
pub fn run(project: &Project, options: &Serve) -> Result<()> {
    let listener = bind(options.port)?;
    let out = project.root.join(&options.out);
    println!(
        "Abra http://127.0.0.1:{}  (para terminar: Ctrl+C)\n",
        options.port
    );
    step_aside::let_cargo_replace_us();

    let (sender, status) = watch::channel(Status::first());
    let changes = rebuild::watch_sources(project)?;
    let rebuild = Rebuild {
        project: project.clone(),
        out: options.out.clone(),
        status: sender,
    };
    // The watcher lives in this thread; it ends with the process.
    thread::spawn(move || rebuild.forever(&changes));

    let runtime = tokio::runtime::Runtime::new().context("No puedo iniciar el servidor.")?;
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, pages::router(&out, status)).await
        })
        .context("El servidor se detuvo.")
}

/// Only this machine sees the site that is being written.
fn bind(port: u16) -> Result<TcpListener> {
    let taken = |error: std::io::Error| match error.kind() {
        // Windows says «permission denied» for a port that another program holds for itself.
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied => anyhow!(
            "El puerto {port} está ocupado. Cierre el otro programa o elija otro puerto: cargo aula serve --port {}",
            port.checked_add(1).unwrap_or(8080)
        ),
        _ => anyhow!(error).context(format!("No puedo abrir el puerto {port}.")),
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(taken)?;
    listener
        .set_nonblocking(true)
        .context("No puedo iniciar el servidor.")?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_said_with_what_to_do() {
        let other = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = other.local_addr().unwrap().port();
        let message = format!("{:#}", bind(port).unwrap_err());
        assert!(
            message.starts_with(&format!("El puerto {port} está ocupado.")),
            "{message}"
        );
        assert!(message.contains("--port"), "{message}");
    }
}
