//! The browser's files.

use crate::{
    http::Server,
    process::{Place, Process},
};

const SCRIPT: &str = "/assets/app.0123456789abcdef.js";

async fn serve(place: &Place) -> (Process, Server) {
    for (name, content) in [
        (
            "manifest.json",
            r#"{"files":{"app.js":"app.0123456789abcdef.js"}}"#,
        ),
        ("app.0123456789abcdef.js", "plain"),
        ("app.0123456789abcdef.js.br", "brotli"),
        ("app.0123456789abcdef.js.gz", "gzip"),
        ("logo.0123456789abcdef.svg", "<svg/>"),
        (".hidden.css", "hidden"),
        ("inner/style.css", "inner"),
        ("../secret.css", "secret"),
    ] {
        place.write(&format!("assets/{name}"), content);
    }
    let process = place.pilaster(&place.database_url(), &["serve"]).start();
    let server = process.serving().await;
    (process, server)
}

#[tokio::test]
async fn the_smallest_body_that_the_browser_knows_is_sent() {
    let place = Place::new();
    let (_process, server) = serve(&place).await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", Some("br"), "brotli"),
        ("gzip, br;q=0", Some("gzip"), "gzip"),
        ("deflate", None, "plain"),
        ("", None, "plain"),
    ] {
        let answer = server
            .get_with(SCRIPT, &[("accept-encoding", accepted)])
            .await
            .with(200);
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.text(), body, "{accepted}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
    }
    // What is not packed is sent as it is.
    let answer = server
        .get_with(
            "/assets/logo.0123456789abcdef.svg",
            &[("accept-encoding", "br")],
        )
        .await
        .with(200);
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.text(), "<svg/>");
}

#[tokio::test]
async fn files_are_kept_for_ever_and_known_by_their_tag() {
    let place = Place::new();
    let (_process, server) = serve(&place).await;
    let mut tags = Vec::new();
    for encoding in ["br", "gzip", "identity"] {
        let accept = ("accept-encoding", encoding);
        let answer = server.get_with(SCRIPT, &[accept]).await.with(200);
        let forever = "public, max-age=31536000, immutable";
        assert_eq!(answer.header("cache-control"), Some(forever));
        let tag = answer.header("etag").unwrap().to_owned();
        let weak = format!("\"other\", W/{tag}");
        for known in [tag.as_str(), &weak, "*"] {
            let answer = server
                .get_with(SCRIPT, &[accept, ("if-none-match", known)])
                .await;
            let answer = answer.with(304);
            assert_eq!(answer.text(), "");
            assert_eq!(answer.header("etag"), Some(tag.as_str()));
            assert_eq!(answer.header("cache-control"), Some(forever));
        }
        server
            .get_with(SCRIPT, &[accept, ("if-none-match", "\"other\"")])
            .await
            .with(200);
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "other bytes, another tag: {tags:?}");
}

#[tokio::test]
async fn nothing_but_the_files_of_the_build_is_served() {
    let place = Place::new();
    let (_process, server) = serve(&place).await;
    assert!(place.path("secret.css").exists());
    for path in [
        "/assets/unknown.css",
        "/assets/..%2fsecret.css",
        "/assets/%2e%2e%2fsecret.css",
        "/assets/../secret.css",
        "/assets/inner/style.css",
        "/assets/inner%2fstyle.css",
        "/assets/.hidden.css",
        "/assets/manifest.json",
        "/assets/app.0123456789abcdef.js.br",
        "/assets/",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        assert_ne!(answer.text(), "secret", "{path}");
    }
}

#[tokio::test]
async fn the_old_name_of_the_icon_leads_to_it() {
    let place = Place::new();
    let (_process, server) = serve(&place).await;
    let answer = server.get("/favicon.ico").await.with(307);
    assert_eq!(answer.header("location"), Some("/assets/favicon.svg"));
}
