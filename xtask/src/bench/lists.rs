//! `cargo xtask bench lists`: what the first and the hundredth page of each list cost, on a large
//! database.
//!
//! Requests are made to the product itself, so what is measured are the statements that it runs: on
//! PostgreSQL with the pages that each has read, by `auto_explain`; on SQLite with the plan of each.
//! Pages are counted, so the build for development does.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::http;
use crate::packages;
use crate::postgres::Postgres;
use crate::process::{self, Service, TempDir, free_port};
use crate::progress::{pause, step};
use crate::server::{self, ADMIN_EMAIL, DEMO_PASSWORD, USER_EMAIL};
use crate::workspace::Workspace;

const SIGNING_SECRET: &str = "only-for-figures-0123456789abcdef0123456789abcdef";
/// Which page is compared with the first.
const FAR: usize = 100;
/// How often a page is asked for; the median counts.
const TRIES: usize = 9;
/// After so long nothing more is told of a request.
const SETTLED: Duration = Duration::from_millis(150);
/// What `auto_explain` writes of each statement.
const EXPLAIN: [&str; 6] = [
    "session_preload_libraries=auto_explain",
    "auto_explain.log_min_duration=0",
    "auto_explain.log_analyze=on",
    "auto_explain.log_buffers=on",
    "auto_explain.log_timing=off",
    "max_parallel_workers_per_gather=0",
];

/// A member of the largest team whose role shows them no projects but those that are shared.
const GUEST_EMAIL: &str = "person0000037@example.com";

/// Who asks for a list.
#[derive(Clone, Copy)]
enum Asker {
    Admin,
    User,
    Guest,
}

/// A list, and who asks for it.
struct List {
    what: &'static str,
    path: &'static str,
    asker: Asker,
}

const fn list(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::User,
    }
}

const fn of_admin(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::Admin,
    }
}

const fn of_guest(what: &'static str, path: &'static str) -> List {
    List {
        what,
        path,
        asker: Asker::Guest,
    }
}

/// `{team}` is the largest team, `{role}` its role of members, `{user}` who asks.
const LISTS: [List; 36] = [
    of_admin("users, newest first", "/api/v1/users?"),
    of_admin("users by address", "/api/v1/users?sort=email"),
    of_admin("active users", "/api/v1/users?is_active=true"),
    of_admin("users found by a letter", "/api/v1/users?search=g"),
    of_admin(
        "users found by a name",
        "/api/v1/users?search=grace%20hopper%2010",
    ),
    of_admin("all teams, newest first", "/api/v1/admin/teams?"),
    of_admin(
        "all teams found by a letter",
        "/api/v1/admin/teams?search=t",
    ),
    of_admin(
        "all teams found by a name",
        "/api/v1/admin/teams?search=team%20123",
    ),
    list("teams of a user", "/api/v1/teams?"),
    list("members", "/api/v1/teams/{team}/members?"),
    list(
        "members with a role",
        "/api/v1/teams/{team}/members?role_id={role}",
    ),
    list(
        "members without a second factor",
        "/api/v1/teams/{team}/members?has_mfa=false",
    ),
    list(
        "members found by a letter",
        "/api/v1/teams/{team}/members?search=g",
    ),
    list(
        "members found by a name",
        "/api/v1/teams/{team}/members?search=grace%20hopper%2010",
    ),
    list(
        "projects, changed last first",
        "/api/v1/teams/{team}/projects?",
    ),
    list(
        "projects, newest first",
        "/api/v1/teams/{team}/projects?sort=-created_at",
    ),
    list(
        "projects by name",
        "/api/v1/teams/{team}/projects?sort=name",
    ),
    list(
        "projects with a status",
        "/api/v1/teams/{team}/projects?status=active",
    ),
    list(
        "projects with a status, by name",
        "/api/v1/teams/{team}/projects?status=active&sort=name",
    ),
    list(
        "projects of an owner",
        "/api/v1/teams/{team}/projects?owner_id={user}",
    ),
    list(
        "projects of an owner with a status",
        "/api/v1/teams/{team}/projects?owner_id={user}&status=active",
    ),
    list(
        "archived projects",
        "/api/v1/teams/{team}/projects?archived=true",
    ),
    list(
        "projects found by a letter",
        "/api/v1/teams/{team}/projects?search=w",
    ),
    list(
        "projects found by a letter, by name",
        "/api/v1/teams/{team}/projects?search=w&sort=name",
    ),
    list(
        "projects found by a name",
        "/api/v1/teams/{team}/projects?search=website%20redesign%2019",
    ),
    list(
        "projects found by a name, with a status",
        "/api/v1/teams/{team}/projects?search=website%20redesign%2019&status=active",
    ),
    of_guest(
        "shared projects, changed last first",
        "/api/v1/teams/{team}/projects?",
    ),
    of_guest(
        "shared projects by name",
        "/api/v1/teams/{team}/projects?sort=name",
    ),
    of_guest(
        "shared projects with a status",
        "/api/v1/teams/{team}/projects?status=active",
    ),
    of_guest(
        "shared projects of an owner",
        "/api/v1/teams/{team}/projects?owner_id={user}",
    ),
    of_guest(
        "shared projects found by a name",
        "/api/v1/teams/{team}/projects?search=website",
    ),
    list("audit log", "/api/v1/teams/{team}/audit?"),
    list(
        "audit log, one action",
        "/api/v1/teams/{team}/audit?action=members.update",
    ),
    list(
        "audit log, a resource",
        "/api/v1/teams/{team}/audit?action=roles",
    ),
    list(
        "audit log, a rare resource",
        "/api/v1/teams/{team}/audit?action=teams",
    ),
    list(
        "audit log, one person",
        "/api/v1/teams/{team}/audit?actor_id={user}",
    ),
];

/// What a page cost.
struct Page {
    median: Duration,
    statements: usize,
    /// Pages of the database that were read; PostgreSQL alone tells.
    read: Option<u64>,
    /// What a plan has that grows with the table; SQLite alone is asked.
    growing: Vec<String>,
}

struct Row {
    what: &'static str,
    number: usize,
    first: Page,
    far: Page,
}

pub(super) fn run(workspace: &Workspace) -> Result<()> {
    if process::which("sqlite3").is_none() {
        packages::install(&["sqlite3"])?;
    }
    let binary = step("server", || server::build(workspace))?;

    fs::create_dir_all(workspace.own())?;
    let folder = TempDir::new("lists")?;
    let file = folder.path().join("pilaster.db");
    // Pages are not asked for.
    let assets = folder.path().join("assets");
    fs::create_dir_all(&assets)?;
    fs::write(assets.join("manifest.json"), r#"{"files":{}}"#)?;
    let place = Place {
        folder: workspace.own(),
        binary,
        assets,
        log: workspace.own().join("log/lists.log"),
    };
    let url = format!("sqlite:{}", file.display());
    let sqlite = Product::new(&place, &url, Source::Sqlite(file))?;
    let sqlite = step("SQLite", || sqlite.measure())?;

    let cluster = Postgres::start_with(&EXPLAIN)?;
    // A role for which row-level security holds, as in production.
    for sql in [
        "CREATE ROLE pilaster LOGIN",
        "CREATE DATABASE pilaster OWNER pilaster",
    ] {
        process::capture(cluster.client("psql").args(["-q", "-c", sql, "postgres"]))?;
    }
    let url = cluster.url_of("pilaster", "pilaster");
    let product = Product::new(&place, &url, Source::Postgres(cluster.log()))?;
    // Statistics, as the server's own cleaning makes them within the hour.
    process::capture(
        cluster
            .client("psql")
            .args(["-q", "-c", "VACUUM ANALYZE", "pilaster"]),
    )?;
    let postgres = step("PostgreSQL", || product.measure())?;
    print(&sqlite, &postgres);
    Ok(())
}

/// Where it is told what was done for a request.
enum Source {
    Sqlite(PathBuf),
    Postgres(PathBuf),
}

/// Where the product is started.
struct Place {
    folder: PathBuf,
    binary: PathBuf,
    assets: PathBuf,
    log: PathBuf,
}

struct Product {
    port: u16,
    log: PathBuf,
    source: Source,
    _service: Service,
}

impl Product {
    fn new(place: &Place, url: &str, source: Source) -> Result<Self> {
        let port = free_port()?;
        let command = |arguments: &[&str]| {
            let mut command = Command::new(&place.binary);
            command
                .args(arguments)
                .current_dir(&place.folder)
                .env("PILASTER__ASSETS__DIR", &place.assets)
                .env("DATABASE_URL", url)
                .env("PORT", port.to_string())
                .env("PUBLIC_URL", format!("http://localhost:{port}"))
                .env("PILASTER__AUTH__SIGNING_SECRETS", SIGNING_SECRET)
                .env("PILASTER__LIMITS__ENABLED", "false")
                .env("PILASTER__LOG__FORMAT", "json")
                .env_remove("RUST_LOG");
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

    fn measure(&self) -> Result<Vec<Row>> {
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
        let before = settled(log)?;
        self.get(path, cookie)?;
        settled(log)?;
        let told = told_since(log, before)?;
        let median = times.get(TRIES / 2).copied().unwrap_or_default();
        match &self.source {
            Source::Sqlite(file) => {
                let statements = sqlite_statements(&told);
                Ok(Page {
                    median,
                    statements: statements.len(),
                    read: None,
                    growing: growing(file, &statements)?,
                })
            }
            Source::Postgres(_) => {
                let read = postgres_reads(&told);
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

/// How long a log is once nothing is added to it: a statement is told after its answer is there.
fn settled(log: &Path) -> Result<u64> {
    let mut length = fs::metadata(log)?.len();
    loop {
        if pause(SETTLED) {
            bail!("interrupted");
        }
        let now = fs::metadata(log)?.len();
        if now == length {
            return Ok(now);
        }
        length = now;
    }
}

/// What a log says from a place on: its beginning tells of a million rows.
fn told_since(log: &Path, place: u64) -> Result<String> {
    let mut file = File::open(log)?;
    file.seek(SeekFrom::Start(place))?;
    let mut told = Vec::new();
    file.read_to_end(&mut told)?;
    Ok(String::from_utf8_lossy(&told).into_owned())
}

fn text(value: Option<&Value>) -> Result<String> {
    let text = value
        .and_then(Value::as_str)
        .context("the answer has an id")?;
    Ok(text.to_owned())
}

/// The statements that read, from the lines of the product's log.
fn sqlite_statements(log: &str) -> Vec<String> {
    log.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|event| {
            let text = |name| event.get(name).and_then(Value::as_str);
            let whole = text("db.statement").map(str::trim);
            let whole = whole.filter(|text| !text.is_empty());
            whole.or(text("summary")).map(str::to_owned)
        })
        .filter(|statement| statement.starts_with("SELECT"))
        .collect()
}

/// The pages that each statement has read, from the lines of PostgreSQL's log.
fn postgres_reads(log: &str) -> Vec<u64> {
    log.split(" plan:")
        .skip(1)
        // That is no table.
        .filter(|plan| !plan.contains("set_config"))
        .map(|plan| {
            // The first line is that of the plan's root, which counts what is below it.
            let buffers = plan.lines().find(|line| line.contains("Buffers: shared"));
            let words = buffers.unwrap_or_default().split([' ', ',']);
            let counts = words.filter_map(|word| {
                let (kind, count) = word.split_once('=')?;
                matches!(kind, "hit" | "read")
                    .then(|| count.parse::<u64>().ok())
                    .flatten()
            });
            counts.sum()
        })
        .collect()
}

/// What in the plans grows with a table: reading all of it, or sorting what was found.
fn growing(file: &Path, statements: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for statement in statements {
        let plan = process::capture(
            Command::new("sqlite3")
                .arg("-readonly")
                .arg(file)
                .arg(format!("EXPLAIN QUERY PLAN {statement}")),
        )?;
        let lines = plan
            .lines()
            .map(|line| line.trim_start_matches(['|', '-', '`', ' ']));
        let bad = lines.filter(|line| {
            (line.starts_with("SCAN") && !line.contains("INDEX")) || line.contains("TEMP B-TREE")
        });
        found.extend(bad.map(str::to_owned));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn print(sqlite: &[Row], postgres: &[Row]) {
    println!();
    println!(
        "| List | Far page | Statements | PostgreSQL: pages read, first and far | Time | SQLite: plan | Time |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | --- | ---: |");
    for (sqlite, postgres) in sqlite.iter().zip(postgres) {
        let read = |page: &Page| page.read.unwrap_or_default();
        let mut growing = [sqlite.first.growing.clone(), sqlite.far.growing.clone()].concat();
        growing.sort();
        growing.dedup();
        let plan = if growing.is_empty() {
            "indexes".to_owned()
        } else {
            growing.join("; ").to_lowercase()
        };
        println!(
            "| {} | {} | {} | {}, {} | {} | {plan} | {} |",
            sqlite.what,
            sqlite.number,
            postgres.far.statements,
            read(&postgres.first),
            read(&postgres.far),
            times(postgres),
            times(sqlite),
        );
    }
    println!();
}

fn times(row: &Row) -> String {
    let millis = |page: &Page| page.median.as_secs_f64() * 1000.0;
    format!("{:.1}, {:.1} ms", millis(&row.first), millis(&row.far))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_at_the_root_of_each_plan() {
        let log = "LOG:  duration: 0.1 ms  plan:\n\tQuery Text: SELECT set_config('a', $1, true)\n\
                   \tResult  (cost=0)\n\
                   LOG:  duration: 0.2 ms  plan:\n\tQuery Text: SELECT 1\n\tLimit  (cost=0)\n\
                   \t  Buffers: shared hit=7 read=2\n\t  ->  Index Scan\n\t        Buffers: shared hit=5\n\
                   LOG:  duration: 0.2 ms  plan:\n\tQuery Text: SELECT 2\n\tResult  (cost=0)\n";
        assert_eq!(postgres_reads(log), [9, 0]);
    }

    #[test]
    fn statements_are_read_from_the_log() {
        let log = "{\"summary\":\"SELECT a\",\"db.statement\":\"\"}\n\
                   {\"summary\":\"SELECT a, b, c …\",\"db.statement\":\"\\n\\nSELECT a, b, c FROM t\\n\"}\n\
                   {\"summary\":\"BEGIN\",\"db.statement\":\"\"}\nno json\n";
        assert_eq!(
            sqlite_statements(log),
            ["SELECT a", "SELECT a, b, c FROM t"]
        );
    }
}
