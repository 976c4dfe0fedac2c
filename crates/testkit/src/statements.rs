//! What a database is asked, and how it goes about it.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard},
};

use db::Db;
use sea_orm::{ConnectionTrait, Statement};

use crate::{Backend, TestDb};

/// The statements that were run.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<Mutex<Vec<Statement>>>);

impl Statements {
    /// A database through a handle of which all statements are kept here.
    #[must_use]
    pub fn of(db: &Db) -> (Db, Self) {
        let statements = Self::default();
        let kept = statements.clone();
        let db = db.observed(move |statement| kept.list().push(statement.clone()));
        (db, statements)
    }

    /// Those that were run since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Statement> {
        mem::take(&mut *self.list())
    }

    fn list(&self) -> MutexGuard<'_, Vec<Statement>> {
        self.0.lock().expect("no test panics with the list in hand")
    }
}

impl TestDb {
    /// What in SQLite's plan of a query takes longer the more rows there are: to read all of a table in
    /// no order, or to sort what a page is cut from. PostgreSQL's plan depends on how many there are;
    /// nothing is answered of it.
    ///
    /// # Panics
    ///
    /// If the database does not tell its plan.
    pub async fn growing(&self, statement: &Statement) -> Vec<String> {
        if self.backend != Backend::Sqlite || !statement.sql.starts_with("SELECT") {
            return Vec::new();
        }
        let explain = Statement {
            sql: format!("EXPLAIN QUERY PLAN {}", statement.sql),
            ..statement.clone()
        };
        let plan = self.db.read().query_all_raw(explain).await;
        let lines = plan.expect("the plan is told").into_iter().map(|line| {
            line.try_get::<String>("", "detail")
                .expect("a line of a plan is text")
        });
        // What has no limit reads what belongs to the rows of a page.
        let is_cut = statement.sql.contains(" LIMIT ");
        let is_growing = |line: &String| {
            (line.starts_with("SCAN") && !line.contains("INDEX"))
                || (is_cut && line.contains("TEMP B-TREE"))
        };
        lines.filter(is_growing).collect()
    }
}
