//! The description of the API.

use std::collections::BTreeSet;

use contract::{api_keys::Scope, path, problem};
use serde_json::Value;

#[test]
fn the_document_changes_only_on_purpose() {
    insta::assert_json_snapshot!(api::openapi(), { ".info.version" => "[version]" });
}

#[test]
fn every_code_stands_in_the_table_of_statuses() {
    let page = include_str!("../../../../docs/http-status.md");
    let words = page.split('`').skip(1).step_by(2);
    let is_code = |word: &&str| word.contains('.') && !word.contains('/');
    let told: BTreeSet<_> = words.filter(is_code).collect();
    assert_eq!(told, BTreeSet::from(problem::code::ALL));
}

#[test]
fn every_operation_documents_its_refusals_and_a_success() {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let tags = document["tags"].as_array().unwrap();
    let tags: Vec<_> = tags.iter().map(|tag| &tag["name"]).collect();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses
                    .keys()
                    .any(|status| status.starts_with(['2', '3'])),
                "{method} {path}"
            );
            assert!(responses.contains_key("default"), "{method} {path}");
            // What watches over the process is not counted.
            assert_eq!(
                responses.contains_key("429"),
                path.starts_with(path::API),
                "{method} {path}"
            );
            let summary = operation["summary"].as_str().unwrap();
            assert!(
                !summary.is_empty() && !summary.ends_with('.'),
                "{method} {path} has a title: {summary}"
            );
            assert!(
                tags.contains(&&operation["tags"][0]),
                "{method} {path} is in a group"
            );
            if operation.get("requestBody").is_some() {
                for status in ["400", "413", "415", "422"] {
                    assert!(responses.contains_key(status), "{method} {path} {status}");
                }
            }
        }
    }
}

#[test]
fn every_limit_says_when_to_come_back() {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(refusal) = operation["responses"].get("429") else {
                continue;
            };
            let header = &refusal["headers"]["Retry-After"];
            assert_eq!(header["schema"]["type"], "integer", "{method} {path}");
            let content = refusal["content"].as_object().unwrap();
            let kinds: Vec<_> = content.keys().collect();
            assert_eq!(kinds, [problem::CONTENT_TYPE], "{method} {path}");
        }
    }
}

#[test]
fn lists_name_their_items() {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let items = &document["components"]["schemas"]["Page_User"]["properties"]["items"]["items"];
    assert_eq!(items["$ref"], "#/components/schemas/User");
}

#[test]
fn scopes_are_described_as_they_are_written() {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let described = &document["components"]["schemas"]["Scope"]["enum"];
    assert_eq!(described, &serde_json::to_value(Scope::ALL).unwrap());
}

#[test]
fn words_are_for_callers_and_not_for_readers_of_the_source() {
    let document = api::openapi().to_json().unwrap();
    assert!(!document.contains("[`"), "a link to a Rust item");
}
