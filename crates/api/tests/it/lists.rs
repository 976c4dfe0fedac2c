//! Lists stay flat: a page takes as many statements however many rows it has, and none that reads or
//! sorts a whole table.

use contract::{Page, auth::Login, path, teams::Team, users::User};
use http::StatusCode;
use serde_json::Value;
use services::{
    Ctx,
    large_seed::{self, Size},
    seed,
};
use testkit::{Client, Statements, TestApp, db_test};

/// More than forty rows of each list.
const SIZE: Size = Size {
    users: 220,
    teams: 45,
    audit_lines: 3_500,
    projects: 1_000,
    records: 420,
};

/// Filters and orders of lists; `{user}` is who asks for those of teams.
const NARROWED: &[(&str, &str)] = &[
    (path::USERS, "is_active=true"),
    (path::USERS, "sort=email"),
    (path::MEMBERS, "has_mfa=false"),
    (path::PROJECTS, "sort=name"),
    (path::PROJECTS, "sort=created_at&archived=true"),
    (path::PROJECTS, "status=active"),
    (path::PROJECTS, "owner_id={user}"),
    (path::PROJECTS, "owner_id={user}&status=done&sort=name"),
    (path::AUDIT, "action=members.update"),
    (path::AUDIT, "action=members"),
    (path::AUDIT, "actor_id={user}"),
    (path::AUDIT, "from=2000-01-01&to=2100-01-01"),
    (path::AUDIT, "from=2000-01-01&action=members"),
    (path::AUDIT, "to=2100-01-01&actor_id={user}"),
    (path::NOTIFICATIONS, "unread=true"),
    (path::ADMIN_INVITATIONS, "state=pending"),
    (path::ADMIN_INVITATIONS, "state=expired"),
    (path::ADMIN_DEAD_JOBS, "kind=purges.run"),
    (path::ADMIN_MAILS, "kind=verify_email"),
    (path::ADMIN_MAILS, "status=failed"),
    (path::ADMIN_MAILS, "kind=verify_email&status=sent"),
    (path::ADMIN_SECURITY_EVENTS, "user_id={user}"),
    (path::ADMIN_SECURITY_EVENTS, "kind=signed_in"),
    (path::ADMIN_SECURITY_EVENTS, "user_id={user}&kind=signed_in"),
    (path::ADMIN_AUDIT, "action=users.verify"),
    (path::ADMIN_AUDIT, "from=2000-01-01&to=2100-01-01"),
];

/// The paths of all lists that have pages.
fn lists() -> Vec<String> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let is_list = |item: &Value| {
        let parameters = item["get"]["parameters"].as_array();
        ["limit", "cursor"].iter().all(|name| {
            parameters.is_some_and(|all| all.iter().any(|parameter| parameter["name"] == *name))
        })
    };
    let paths = document["paths"].as_object().unwrap();
    let lists = paths.iter().filter(|(_, item)| is_list(item));
    lists.map(|(path, _)| path.clone()).collect()
}

/// A product with a large seed in small, whose statements are heard.
struct World {
    app: TestApp,
    statements: Statements,
    admin: Client,
    ada: Client,
    team: String,
    user: String,
}

impl World {
    async fn new(app: TestApp) -> Self {
        let written = Box::pin(large_seed::write(&app.ctx, SIZE, &|_, _| ())).await;
        assert!(written.unwrap());
        let (db, statements) = Statements::of(&app.ctx.db);
        let ctx = Ctx {
            db,
            ..app.ctx.clone()
        };
        let admin = sign_in(&app, &ctx, seed::ADMIN_EMAIL).await;
        let ada = sign_in(&app, &ctx, seed::USER_EMAIL).await;
        let teams = ada.get(&format!("{}?slug=team-0", path::TEAMS)).await;
        let teams: Page<Team> = teams.with(StatusCode::OK).json();
        let me = ada.get(path::USERS_ME).await.with(StatusCode::OK);
        Self {
            team: teams.items[0].id.to_string(),
            user: me.json::<User>().id.to_string(),
            app,
            statements,
            admin,
            ada,
        }
    }

    /// Asks for a page, and answers with it and the statements that it took.
    async fn page(&self, list: &str, query: &str) -> (Page<Value>, Vec<String>) {
        let is_of_staff = list.starts_with(path::ADMIN) || list == path::USERS;
        let client = if is_of_staff { &self.admin } else { &self.ada };
        let path = format!("{list}?{query}");
        let path = path.replace("{team_id}", &self.team);
        let path = path.replace("{user}", &self.user);
        drop(self.statements.take());
        let page = client.get(&path).await.with(StatusCode::OK).json();
        let statements = self.statements.take();
        for statement in &statements {
            let growing = self.app.db.growing(statement).await;
            assert!(growing.is_empty(), "{path}: {growing:?}: {statement}");
        }
        (page, statements.iter().map(ToString::to_string).collect())
    }
}

async fn sign_in(app: &TestApp, ctx: &Ctx, email: &str) -> Client {
    let client = app.anon_on(ctx);
    let login = Login {
        email: email.to_owned(),
        password: seed::PASSWORD.to_owned(),
    };
    let answer = client.post(path::LOGIN, &login).await;
    answer.expect(StatusCode::OK);
    client
}

#[db_test]
async fn a_page_takes_as_many_statements_for_forty_rows_as_for_two(app: TestApp) {
    let world = World::new(app).await;
    let lists = lists();
    assert!(lists.len() > 15, "{lists:?}");
    for list in lists {
        let (first, few) = world.page(&list, "limit=2").await;
        let next = format!("limit=2&cursor={}", first.next_cursor.unwrap());
        let pages = [
            (2, world.page(&list, &next).await),
            (40, world.page(&list, "limit=40").await),
        ];
        for (rows, (page, statements)) in pages {
            assert_eq!(page.items.len(), rows, "{list} has too few in the seed");
            assert!(!statements.is_empty(), "{list}");
            assert_eq!(
                statements.len(),
                few.len(),
                "{list}: {few:#?}, and for {rows} rows {statements:#?}"
            );
        }
    }
}

#[db_test]
async fn no_filter_or_order_reads_or_sorts_a_whole_table(app: TestApp) {
    let world = World::new(app).await;
    for (list, query) in NARROWED {
        let (first, _) = world.page(list, &format!("{query}&limit=2")).await;
        assert_eq!(first.items.len(), 2, "{list}?{query}");
        let next = first.next_cursor.unwrap();
        let (second, _) = world
            .page(list, &format!("{query}&limit=2&cursor={next}"))
            .await;
        assert!(!second.items.is_empty(), "{list}?{query}");
    }
}
