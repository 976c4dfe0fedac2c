//! The reference of the API, as the whole product serves it.

use contract::path;

use crate::process::Place;

#[tokio::test]
async fn every_operation_of_the_document_is_in_the_reference() {
    let place = Place::new();
    let process = place.bare(&["dev", "--data", "data"]).start();
    let server = process.serving_dev().await;
    let document = server.get(path::OPENAPI).await.with(200).json();
    let page = server.get(path::DOCS).await.with(200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    let page = page.text().replace("<!>", "").replace("<wbr>", "");
    assert!(!page.contains('`'), "words of the document are formatted");
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let (_, section) = page.split_once(&format!(" id=\"{id}\"")).unwrap();
            let section = section.split("</section>").next().unwrap();
            let summary = operation["summary"].as_str().unwrap();
            let method = format!(">{}<", method.to_uppercase());
            for piece in [summary, &method, &format!(">{path}<")] {
                assert!(section.contains(piece), "{piece} of {id} in {section}");
            }
            assert!(page.contains(&format!("href=\"#{id}\"")), "{id}");
        }
    }
}

#[tokio::test]
async fn the_reference_can_be_switched_off() {
    let place = Place::new();
    let process = place
        .bare(&["dev", "--data", "data"])
        .env("PILASTER__SERVER__API_DOCS", "false")
        .start();
    let server = process.serving_dev().await;
    server.get(path::DOCS).await.with(404);
    server.get(path::OPENAPI).await.with(200);
}
