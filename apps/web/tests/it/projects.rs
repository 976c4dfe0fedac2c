//! Pages of projects: complete from the server, and with no button that would be refused.

use axum::http::StatusCode;

use crate::{
    project_api::{ARCHIVED, GUEST, OWNER, PROJECT},
    support::{Page, Site},
};

const LIST: &str = "/t/works/projects";

async fn get(path: &str, cookies: &str) -> Page {
    Site::new().get_with(path, cookies).await
}

fn detail(id: &str) -> String {
    format!("{LIST}/{id}")
}

/// Whether a page has a button with these words outside of its dialogs.
fn offers(page: &Page, word: &str) -> bool {
    let (before, _) = page.body.split_once("<dialog").unwrap_or((&page.body, ""));
    let ends = ["</button>", "</a>"];
    ends.iter().any(|end| {
        before
            .split(end)
            .any(|part| text_of(part).trim_end().ends_with(word))
    })
}

/// A piece of HTML without its tags and comments.
fn text_of(html: &str) -> String {
    html.split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_complete_and_names_are_no_markup() {
    for path in [LIST.to_owned(), detail(PROJECT), detail(ARCHIVED)] {
        let page = get(&path, OWNER).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.count("<h1"), 1, "{path}");
        assert_eq!(page.count(" style="), 0, "{path}");
        assert!(page.body.contains("Engine &lt;1&gt;"), "{path}");
        assert!(page.body.contains("Grace Hopper"), "{path}");
        assert!(!page.body.contains("<b>Two</b>"), "{path}");
        assert!(page.body.contains("</html>"), "{path} ends early");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_says_in_links_what_else_can_be_shown() {
    let page = get(LIST, OWNER).await;
    let links = page.attribute("href");
    for link in [
        "/t/works/projects?status=active",
        "/t/works/projects?archived=true",
        "/t/works/projects?sort=name",
        "/t/works/projects?cursor=more",
        &detail(PROJECT),
    ] {
        assert!(links.contains(&link), "{link} of {links:?}");
    }
    let narrowed = get(
        "/t/works/projects?search=en&status=active&archived=true&sort=name",
        OWNER,
    )
    .await;
    let links: Vec<_> = narrowed
        .attribute("href")
        .into_iter()
        .map(|link| link.replace("&amp;", "&"))
        .collect();
    for link in [
        "/t/works/projects?search=en&status=active&archived=true&sort=-name",
        "/t/works/projects?search=en&archived=true&sort=name",
        "/api/v1/teams/019a0000-0000-7000-8000-0000000001c1/projects/export?search=en&status=active&archived=true",
    ] {
        assert!(links.iter().any(|it| it == link), "{link} of {links:?}");
    }
    assert_eq!(narrowed.count("1 project on this page"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_may_not_do_is_not_offered() {
    let list = get(LIST, OWNER).await;
    assert!(offers(&list, "New project") && offers(&list, "Export CSV"));
    let list = get(LIST, GUEST).await;
    assert!(!offers(&list, "New project") && !offers(&list, "Export CSV"));
    assert!(list.body.contains("Engine &lt;1&gt;"));

    let page = get(&detail(PROJECT), OWNER).await;
    for word in ["Edit", "Share", "Archive", "Delete"] {
        assert!(offers(&page, word), "{word}");
    }
    let page = get(&detail(PROJECT), GUEST).await;
    for word in ["Edit", "Share", "Archive", "Delete"] {
        assert!(!offers(&page, word), "{word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archived_project_is_restored_before_it_is_changed() {
    let page = get(&detail(ARCHIVED), OWNER).await;
    assert!(page.body.contains("Archived on Jul 3, 2026."));
    assert!(offers(&page, "Restore") && offers(&page, "Delete"));
    assert!(!offers(&page, "Edit") && !offers(&page, "Archive"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_or_not_shared_is_missing() {
    let elsewhere = "/t/elsewhere/projects";
    let unknown = detail("019a0000-0000-7000-8000-0000000001ee");
    let no_id = format!("{LIST}/new");
    let unshared = detail(ARCHIVED);
    for (path, cookies) in [
        (elsewhere, OWNER),
        (&unknown, OWNER),
        (&no_id, OWNER),
        (&unshared, GUEST),
    ] {
        let page = get(path, cookies).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("Page not found"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_list_says_why_and_what_to_do() {
    let page = get("/t/works/projects?status=done", OWNER).await;
    assert!(page.body.contains("No projects found"));
    assert!(offers(&page, "Show all projects"));
    let page = get("/t/works/projects?cursor=old", OWNER).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("This link is out of date"));
}
