use std::collections::BTreeSet;

use contract::{Page, problem::code, users::User};
use http::StatusCode;
use testkit::{Client, TestApp, db_test};

async fn page(client: &Client, query: &str) -> Page<User> {
    client
        .get(&format!("/api/v1/users?{query}"))
        .await
        .with(StatusCode::OK)
        .json()
}

fn emails(page: &Page<User>) -> Vec<&str> {
    page.items.iter().map(|user| user.email.as_str()).collect()
}

async fn with_seven(app: &TestApp) -> Client {
    for name in ["b", "d", "f", "a", "c", "e"] {
        app.account(name, false).await;
    }
    app.superuser("root").await
}

#[db_test]
async fn pages_go_on_and_back_in_every_order(app: TestApp) {
    let client = with_seven(&app).await;
    for sort in ["created_at", "-created_at", "email", "-email"] {
        let all = page(&client, &format!("sort={sort}")).await;
        assert_eq!(all.items.len(), 7, "{sort}");
        assert_eq!(
            (&all.next_cursor, &all.previous_cursor),
            (&None, &None),
            "{sort}"
        );

        let mut seen = Vec::new();
        let mut at = page(&client, &format!("sort={sort}&limit=3")).await;
        assert_eq!(at.previous_cursor, None, "{sort}");
        let first = at.clone();
        loop {
            seen.extend(at.items.clone());
            let Some(cursor) = at.next_cursor.clone() else {
                break;
            };
            at = page(&client, &format!("sort={sort}&limit=3&cursor={cursor}")).await;
        }
        assert_eq!(seen, all.items, "{sort}");

        let mut back = at;
        while let Some(cursor) = back.previous_cursor.clone() {
            back = page(&client, &format!("sort={sort}&limit=3&cursor={cursor}")).await;
        }
        assert_eq!(back.items, first.items, "{sort}");
        assert_eq!(back.next_cursor, first.next_cursor, "{sort}");
    }
}

#[db_test]
async fn pages_stay_whole_while_rows_come(app: TestApp) {
    let client = with_seven(&app).await;
    let first = page(&client, "sort=email&limit=3").await;
    app.account("aa", false).await;
    let cursor = first.next_cursor.clone().unwrap();
    let second = page(&client, &format!("sort=email&limit=3&cursor={cursor}")).await;
    let ids: BTreeSet<_> = first
        .items
        .iter()
        .chain(&second.items)
        .map(|user| user.id)
        .collect();
    assert_eq!(ids.len(), 6);
}

#[db_test]
async fn a_search_finds_beginnings_of_address_and_names(app: TestApp) {
    let client = with_seven(&app).await;
    app.account("ada", false).await;
    for (search, found) in [
        ("AD", vec!["ada@example.com"]),
        ("ada t", vec!["ada@example.com"]),
        ("test", vec!["a", "ada", "b", "c", "d", "e", "f", "root"]),
        ("da", vec![]),
        ("%25", vec![]),
        ("_", vec![]),
    ] {
        let page = page(
            &client,
            &format!("sort=email&search={}", search.replace(' ', "+")),
        )
        .await;
        let found: Vec<_> = found
            .iter()
            .map(|name| {
                if name.contains('@') {
                    (*name).to_owned()
                } else {
                    format!("{name}@example.com")
                }
            })
            .collect();
        assert_eq!(emails(&page), found, "{search}");
    }
}

#[db_test]
async fn deactivated_accounts_can_be_told_apart(app: TestApp) {
    let client = with_seven(&app).await;
    app.db.deactivate("c@example.com").await;
    assert_eq!(
        emails(&page(&client, "is_active=false").await),
        ["c@example.com"]
    );
    assert_eq!(page(&client, "is_active=true").await.items.len(), 6);
}

#[db_test]
async fn a_page_has_a_hundred_rows_at_most(app: TestApp) {
    let client = with_seven(&app).await;
    assert_eq!(page(&client, "limit=4000000000").await.items.len(), 7);
}

#[db_test]
async fn what_is_not_understood_is_refused(app: TestApp) {
    let client = with_seven(&app).await;
    let other_order = page(&client, "sort=email&limit=1")
        .await
        .next_cursor
        .unwrap();
    for (query, path) in [
        ("sort=password_hash".to_owned(), "sort"),
        ("limit=x".to_owned(), "limit"),
        ("limit=0".to_owned(), "limit"),
        ("limit=-1".to_owned(), "limit"),
        ("cursor=x".to_owned(), "cursor"),
        (format!("cursor={other_order}"), "cursor"),
        ("password_hash=x".to_owned(), "password_hash"),
        (format!("search={}", "x".repeat(101)), "search"),
        ("search=%00".to_owned(), "search"),
    ] {
        let answer = client.get(&format!("/api/v1/users?{query}")).await;
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, path, "{query}");
    }
}

#[db_test]
async fn no_answer_holds_a_hash(app: TestApp) {
    let client = with_seven(&app).await;
    let text = client.get("/api/v1/users").await.text();
    assert!(!text.contains("argon2"), "{text}");
}
