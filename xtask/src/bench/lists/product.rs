//! The product on a large database, asked for pages of its lists.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::catalogue::{Asker, LISTS};
use super::told;
use crate::http;
use crate::process::{self, Service, free_port};
use crate::progress::step;
use crate::server::{self, ADMIN_EMAIL, DEMO_PASSWORD, MeasuredServer, USER_EMAIL};

/// Which page is compared with the first.
const FAR: usize = 100;
/// How often a page is asked for; the median counts.
const TRIES: usize = 9;
/// A member of the largest team whose role shows them no projects but those that are shared.
const GUEST_EMAIL: &str = "person0000037@example.com";

/// What a page cost.
pub(super) struct Page {
    pub(super) median: Duration,
    pub(super) statements: usize,
    /// Pages of the database that were read; PostgreSQL alone tells.
    pub(super) read: Option<u64>,
    /// What a plan has that grows with the table; SQLite alone is asked.
    pub(super) growing: Vec<String>,
}

/// What the first page of a list cost, and a far one.
pub(super) struct Row {
    pub(super) what: &'static str,
    /// Which page the far one is.
    pub(super) number: usize,
    pub(super) first: Page,
    pub(super) far: Page,
}

/// Where it is told what was done for a request.
pub(super) enum Source {
    Sqlite(PathBuf),
    Postgres(PathBuf),
}

/// Where the product is started.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) binary: PathBuf,
    pub(super) assets: PathBuf,
    pub(super) log: PathBuf,
}

/// The product, started on a large database.
pub(super) struct Product {
    port: u16,
    log: PathBuf,
    source: Source,
    _service: Service,
}

impl Product {
    pub(super) fn new(place: &Place, url: &str, source: Source) -> Result<Self> {
        let port = free_port()?;
        let server = MeasuredServer {
            binary: &place.binary,
            port,
            url,
            place: &place.folder,
        };
        let command = |arguments: &[&str]| {
            let mut command = server.command(arguments);
            command
                .env("PILASTER__ASSETS__DIR", &place.assets)
                .env("PILASTER__LOG__FORMAT", "json");
            command
        };
        step("migrate and seed", || {
            process::capture(&mut command(&["migrate"]))?;
            process::run(&mut command(&["seed", "--size", "large"]))
        })?;
        let mut serve = command(&["serve"]);
        // Only SQLite's statements are read there.
        let filter = match source {
            Source::Sqlite(_) => "warn,sqlx::query=debug",
            Source::Postgres(_) => "warn",
        };
        serve.env("PILASTER__LOG__FILTER", filter);
        let mut service = Service::start_logged("the server", &mut serve, &place.log)?;
        server::wait_until_ready(&mut service, port)?;
        Ok(Self {
            port,
            log: place.log.clone(),
            source,
            _service: service,
        })
    }

    /// What all lists cost.
    pub(super) fn measure(&self) -> Result<Vec<Row>> {
        let admin = server::sign_in(self.port, ADMIN_EMAIL, DEMO_PASSWORD)?;
        let user = server::sign_in(self.port, USER_EMAIL, DEMO_PASSWORD)?;
        let guest = server::sign_in(self.port, GUEST_EMAIL, DEMO_PASSWORD)?;
        let team = self.get("/api/v1/teams?slug=team-0", &user)?;
        let team = text(team.pointer("/items/0/id"))?;
        let roles = self.get(&format!("/api/v1/teams/{team}/roles"), &user)?;
        let is_member =
            |role: &&Value| text(role.get("built_in")).is_ok_and(|role| role == "member");
        let role = roles
            .as_array()
            .and_then(|roles| roles.iter().find(is_member));
        let role = text(role.context("every team has the role")?.get("id"))?;
        let me = self.get("/api/v1/users/me", &user)?;
        let me = text(me.get("id"))?;
        let mut rows = Vec::new();
        for list in &LISTS {
            let path = list.path.replace("{team}", &team);
            let path = path.replace("{role}", &role).replace("{user}", &me);
            let cookie = match list.asker {
                Asker::Admin => &admin,
                Asker::User => &user,
                Asker::Guest => &guest,
            };
            rows.push(self.compare(list.what, &path, cookie)?);
        }
        Ok(rows)
    }

    /// The first page, and the hundredth or the last one before it.
    fn compare(&self, what: &'static str, path: &str, cookie: &str) -> Result<Row> {
        let first = self.page(path, cookie)?;
        let (mut at, mut number) = (path.to_owned(), 1);
        while number < FAR {
            let page = self.get(&at, cookie)?;
            let Some(next) = page.get("next_cursor").and_then(Value::as_str) else {
                break;
            };
            at = format!("{path}&cursor={next}");
            number += 1;
        }
        let far = self.page(&at, cookie)?;
        Ok(Row {
            what,
            number,
            first,
            far,
        })
    }

    fn page(&self, path: &str, cookie: &str) -> Result<Page> {
        let mut times = Vec::new();
        for _ in 0..TRIES {
            let start = Instant::now();
            self.get(path, cookie)?;
            times.push(start.elapsed());
        }
        times.sort();
        let log = match &self.source {
            Source::Sqlite(_) => &self.log,
            Source::Postgres(log) => log,
        };
        let before = told::settled(log)?;
        self.get(path, cookie)?;
        told::settled(log)?;
        let told = told::since(log, before)?;
        let median = times.get(TRIES / 2).copied().unwrap_or_default();
        match &self.source {
            Source::Sqlite(file) => {
                let statements = told::sqlite_statements(&told);
                Ok(Page {
                    median,
                    statements: statements.len(),
                    read: None,
                    growing: told::growing(file, &statements)?,
                })
            }
            Source::Postgres(_) => {
                let read = told::postgres_reads(&told);
                Ok(Page {
                    median,
                    statements: read.len(),
                    read: Some(read.iter().sum()),
                    growing: Vec::new(),
                })
            }
        }
    }

    fn get(&self, path: &str, cookie: &str) -> Result<Value> {
        let answer = http::request("GET", self.port, path, &[("Cookie", cookie)], b"")?;
        if answer.status != 200 {
            bail!("{path} answers {}: {}", answer.status, answer.text());
        }
        serde_json::from_slice(&answer.body).with_context(|| path.to_owned())
    }
}

fn text(value: Option<&Value>) -> Result<String> {
    let text = value
        .and_then(Value::as_str)
        .context("the answer has an id")?;
    Ok(text.to_owned())
}
