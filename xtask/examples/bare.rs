//! The least that an Axum server can do: one route that answers JSON.
//!
//! `cargo xtask bench http` measures it beside the product, in the same run and on the same
//! machine.

use std::env;
use std::error::Error;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = env::args().nth(1).ok_or("usage: bare PORT")?.parse()?;
    let body = r#"{"id":"0192f0c1-2345-7abc-8def-0123456789ab","email":"ada@example.com"}"#;
    let app = Router::new().route(
        "/",
        get(move || async move { ([(CONTENT_TYPE, "application/json")], body) }),
    );
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await?
        .tap_io(|stream| {
            // Without it a page waits for the acknowledgement of its first part.
            let _ = stream.set_nodelay(true);
        });
    axum::serve(listener, app).await?;
    Ok(())
}
