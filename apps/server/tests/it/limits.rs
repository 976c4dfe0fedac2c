//! What clients may take of a server.

use contract::path;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    http::{Answer, Server, head},
    process::{Place, Process},
    within,
};

async fn serve(place: &Place, setting: &str, value: &str) -> (Process, Server) {
    let process = place
        .pilaster(&place.database_url(), &["serve", "--migrate"])
        .env(setting, value)
        .start();
    let server = process.serving().await;
    (process, server)
}

/// What comes until the server hangs up.
async fn rest(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    within("the end of the connection", stream.read_to_end(&mut rest))
        .await
        .unwrap();
    String::from_utf8(rest).unwrap()
}

#[tokio::test]
async fn who_never_ends_the_head_of_a_request_is_hung_up_on() {
    let place = Place::new();
    let (_process, server) = serve(&place, "PILASTER__SERVER__HEAD_TIMEOUT", "1").await;
    for started in [
        "",
        "PRI * HTTP/2.0\r\n",
        "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
    ] {
        let mut stream = server.connect().await.unwrap();
        stream.write_all(started.as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(!answer.contains("204"), "{answer}");
    }
    // And so is who has been answered and asks for nothing more.
    let mut stream = server.connect().await.unwrap();
    let request = "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
}

#[tokio::test]
async fn who_stops_in_the_middle_of_a_body_is_told_and_hung_up_on() {
    let place = Place::new();
    let (_process, server) = serve(&place, "PILASTER__SERVER__BODY_TIMEOUT", "1").await;
    let mut stream = server.connect().await.unwrap();
    let request = head("POST", path::LOGIN, 100, &[]).replace("connection: close\r\n", "");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.write_all(b"{\"email\":").await.unwrap();
    let answer = within("the answer", Answer::read(&mut stream))
        .await
        .unwrap();
    assert_eq!(answer.with(408).json()["code"], "request.malformed");
}

#[tokio::test]
async fn who_finds_no_place_waits_until_another_leaves() {
    let place = Place::new();
    let (process, server) = serve(&place, "PILASTER__SERVER__MAX_CONNECTIONS", "2").await;
    let request = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let ask = async |stream: &mut TcpStream| {
        stream.write_all(request).await.unwrap();
        within("the answer", read_head(stream)).await
    };
    let mut first = server.connect().await.unwrap();
    let mut second = server.connect().await.unwrap();
    assert!(ask(&mut first).await.starts_with("HTTP/1.1 204"));
    assert!(ask(&mut second).await.starts_with("HTTP/1.1 204"));
    process.logged("there is no place for another").await;

    let mut third = server.connect().await.unwrap();
    third.write_all(request).await.unwrap();
    for _ in 0..20 {
        assert!(ask(&mut first).await.starts_with("HTTP/1.1 204"));
    }
    let early = third.try_read(&mut [0; 16]).unwrap_err();
    assert_eq!(early.kind(), std::io::ErrorKind::WouldBlock);
    drop(second);
    let answer = within("the answer", read_head(&mut third)).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");

    // Waiting for a place keeps nothing from ending.
    let output = process.stopped().await;
    assert_eq!(output.status.code(), Some(0), "{}", output.stderr);
}

async fn read_head(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(read).unwrap()
}
