//! Searches among many projects, of which some find little and others much.

use contract::{Page, projects::Project, roles::TeamRole};
use testkit::{Client, TestApp, TestTeam, db_test};

use super::page;

/// More than are looked up by their names before they are sorted.
const MANY: usize = 1_200;

/// All pages of a list, each read from the one before it and once more from the one after it.
async fn pages(client: &Client, team: &TestTeam, query: &str) -> Vec<Project> {
    let query = format!("{query}&limit=100");
    let mut forth: Vec<Page<Project>> = vec![page(client, team, &query).await];
    while let Some(next) = forth.last().unwrap().next_cursor.clone() {
        forth.push(page(client, team, &format!("{query}&cursor={next}")).await);
    }
    let mut at = forth.last().unwrap().clone();
    for expected in forth.iter().rev().skip(1) {
        let previous = at.previous_cursor.unwrap();
        at = page(client, team, &format!("{query}&cursor={previous}")).await;
        assert_eq!(at.items, expected.items, "{query}");
    }
    assert_eq!(at.previous_cursor, None, "{query}");
    forth.into_iter().flat_map(|page| page.items).collect()
}

#[db_test]
async fn a_search_leaves_the_order_as_it_is_be_it_little_that_it_finds_or_much(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    app.projects(&team, MANY).await;
    for sql in [
        "UPDATE projects SET status = 'active' WHERE name_key LIKE '%7'",
        "UPDATE projects SET is_archived = TRUE, archived_at = updated_at \
         WHERE name_key LIKE '%5'",
        // A grant for each of all but a few, which nobody but the owner sees.
        "INSERT INTO project_grants (id, team_id, project_id, role_id, level, created_at) \
         SELECT projects.id, projects.team_id, projects.id, roles.id, 'viewer', \
         projects.created_at FROM projects \
         JOIN roles ON roles.team_id = projects.team_id AND roles.built_in = 'billing' \
         WHERE projects.name_key NOT LIKE '%22'",
    ] {
        assert!(app.db.across_teams(sql).await > 0, "{sql}");
    }
    let guest = app.member(&team, "guest", TeamRole::Billing).await;
    for (who, client, [much, little]) in [
        ("owner", &ada, [MANY - 120, 100]),
        ("guest", &guest, [MANY - 120 - 12, 98]),
    ] {
        for sort in ["-updated_at", "created_at", "name"] {
            let all = pages(client, &team, &format!("sort={sort}")).await;
            let active = pages(client, &team, &format!("sort={sort}&status=active")).await;
            for (search, count) in [("project", much), ("project 2", little), ("none", 0)] {
                let filter = format!("sort={sort}&search={}", search.replace(' ', "%20"));
                let found = pages(client, &team, &filter).await;
                assert_eq!(found.len(), count, "{who}: {filter}");
                let is_found = |project: &&Project| project.name.to_lowercase().starts_with(search);
                let expected: Vec<_> = all.iter().filter(is_found).cloned().collect();
                assert_eq!(found, expected, "{who}: {filter}");
                let filter = format!("{filter}&status=active");
                let found = pages(client, &team, &filter).await;
                let expected: Vec<_> = active.iter().filter(is_found).cloned().collect();
                assert_eq!(found, expected, "{who}: {filter}");
            }
        }
    }
}
