use axum::body::Body;
use axum::http::{Request, StatusCode};
use lettre::message::MultiPart;
use lettre::{AsyncTransport, Message};
use sandbox::mailbox::Mailbox;

use crate::support::{Server, call, files, folder, get, mail};

const HTML: &str = r#"<!doctype html><html><body><script>alert(1)</script>
<a href="http://localhost/verify-email?token=abc">Confirm</a></body></html>"#;

async fn with_two_mails() -> Server {
    let server = Server::in_memory().await;
    let transport = server.transport();
    let html = Message::builder()
        .message_id(Some("<one@app>".to_owned()))
        .from("Pilaster <app@pilaster.test>".parse().unwrap())
        .to("Ada <ada@example.test>".parse().unwrap())
        .subject("<script>alert('subject')</script>")
        .multipart(MultiPart::alternative_plain_html(
            "Confirm: http://localhost/verify-email?token=abc&a=<b>\n<script>alert('text')</script>"
                .to_owned(),
            HTML.to_owned(),
        ))
        .unwrap();
    transport.send(html).await.unwrap();
    transport
        .send(mail("two@app", "bob@example.test", "Plain"))
        .await
        .unwrap();
    server
}

#[tokio::test]
async fn json_lists_newest_first_and_filters_by_recipient() {
    let server = with_two_mails().await;
    let answer = get(&server.mailbox, "/dev/mail.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let mails: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(mails.as_array().unwrap().len(), 2);
    assert_eq!(mails[0]["subject"], "Plain");
    assert_eq!(mails[0]["html"], serde_json::Value::Null);
    let first = &mails[1];
    assert_eq!(first["message_id"], "one@app");
    assert_eq!(first["from"], "Pilaster <app@pilaster.test>");
    assert_eq!(first["to"], serde_json::json!(["ada@example.test"]));
    assert_eq!(first["subject"], "<script>alert('subject')</script>");
    assert!(first["text"].as_str().unwrap().contains("token=abc"));
    assert!(
        first["html"]
            .as_str()
            .unwrap()
            .contains("?token=abc\">Confirm")
    );
    assert!(first["received_at"].as_str().unwrap().ends_with('Z'));
    let fields: std::collections::BTreeSet<_> = first
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        fields,
        [
            "from",
            "html",
            "id",
            "message_id",
            "received_at",
            "subject",
            "text",
            "to"
        ]
        .into()
    );

    for (filter, count) in [
        ("ADA%40example.test", 1),
        ("bob@example.test", 1),
        ("eve@example.test", 0),
        ("", 0),
    ] {
        let answer = get(&server.mailbox, &format!("/dev/mail.json?to={filter}")).await;
        let mails: Vec<serde_json::Value> = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(mails.len(), count, "{filter}");
    }
}

#[tokio::test]
async fn page_escapes_what_mails_say() {
    let server = with_two_mails().await;
    let id = &server.mailbox.messages()[1].id;
    for path in ["/dev/mail", &format!("/dev/mail/{id}")] {
        let answer = get(&server.mailbox, path).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.body.contains("<script"), "{}", answer.body);
        assert!(
            answer
                .body
                .contains("&#60;script&#62;alert(&#39;subject&#39;)"),
            "{}",
            answer.body
        );
        assert!(answer.body.contains("ada@example.test"));
        assert!(answer.body.contains("bob@example.test"));
        assert!(!answer.body.contains(" style="));
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
    }
    let body = get(&server.mailbox, &format!("/dev/mail/{id}")).await.body;
    assert!(
        body.contains(r#"<a href="http://localhost/verify-email?token=abc&#38;a=&#60;b"#),
        "{body}"
    );
    assert!(body.contains(&format!("src=\"/dev/mail/{id}/html\" sandbox=\"")));
    assert!(body.contains(&format!("href=\"/dev/mail/{id}\" aria-current=\"true\"")));
    assert!(
        body.contains("<dt>Message-ID</dt><dd>&#60;one@app&#62;</dd>"),
        "{body}"
    );
}

#[tokio::test]
async fn html_of_a_mail_is_caged_and_its_links_leave_the_frame() {
    let server = with_two_mails().await;
    let mails = server.mailbox.messages();
    let answer = get(&server.mailbox, &format!("/dev/mail/{}/html", mails[1].id)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(
        answer
            .body
            .starts_with("<!doctype html><base target=\"_top\"><html>")
    );
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; img-src data:;"));
    assert!(policy.contains("sandbox allow-popups"), "{policy}");
    assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"));
    assert_eq!(answer.header("referrer-policy"), "no-referrer");

    let plain = get(&server.mailbox, &format!("/dev/mail/{}/html", mails[0].id)).await;
    assert_eq!(plain.status, StatusCode::NOT_FOUND);
    assert_eq!(plain.header("cache-control"), "no-store");
}

#[tokio::test]
async fn empty_mailbox_says_what_to_do() {
    let server = Server::in_memory().await;
    // The address is known once the server has been met.
    server.client().await;
    let answer = get(&server.mailbox, "/dev/mail").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("No mail yet"));
    assert!(answer.body.contains("Sign up in the app"));
    assert!(answer.body.contains(&server.address.to_string()));
    assert!(!answer.body.contains("/dev/mail/clear"));
    assert_eq!(get(&server.mailbox, "/dev/mail.json").await.body, "[]");
}

#[tokio::test]
async fn unknown_mail_is_not_found() {
    let answer = get(&Mailbox::in_memory(), "/dev/mail/7").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("This mail is not here"));
}

#[tokio::test]
async fn style_sheet_is_served() {
    let answer = get(&Mailbox::in_memory(), "/dev/mail.css").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert!(answer.body.contains("prefers-color-scheme: dark"));
}

#[tokio::test]
async fn clear_obeys_its_own_page_alone() {
    let folder = folder("clear_obeys_its_own_page_alone");
    let server = Server::start(Mailbox::open(&folder).unwrap()).await;
    server
        .transport()
        .send(mail("one@app", "ada@example.test", "Kept"))
        .await
        .unwrap();
    let clear = |site: &str| {
        Request::post("/dev/mail/clear")
            .header("sec-fetch-site", site)
            .body(Body::empty())
            .unwrap()
    };
    for site in ["cross-site", "same-site"] {
        let answer = call(&server.mailbox, clear(site)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(files(&folder).len(), 1);

    let answer = call(&server.mailbox, clear("same-origin")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/dev/mail");
    assert_eq!(server.mailbox.messages(), []);
    assert_eq!(files(&folder).len(), 0);
}
