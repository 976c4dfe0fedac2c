//! The one way to write.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::Db;

/// How often a transaction is run before its conflict is reported.
const ATTEMPTS: u32 = 5;

/// An open transaction: a cheap handle that may be moved into futures.
#[derive(Clone, Debug)]
pub struct Tx(Arc<Open>);

#[derive(Debug)]
struct Open {
    transaction: DatabaseTransaction,
    after: Mutex<Vec<After>>,
}

/// What waits for a transaction to be committed.
struct After(Box<dyn FnOnce() + Send>);

impl fmt::Debug for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("After")
    }
}

impl Tx {
    /// Does something once the transaction is committed, and not if it never is. It may be lost with
    /// the process, so it is for what is only sooner by it: to wake who would look anyway.
    pub fn after_commit(&self, act: impl FnOnce() + Send + 'static) {
        let mut after = self.0.after.lock().unwrap_or_else(PoisonError::into_inner);
        after.push(After(Box::new(act)));
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.0.transaction
    }
}

/// An error of a transaction's body, of which the database may be the cause.
pub trait Transient: From<DbErr> {
    /// Whether the same transaction may succeed when it is run again.
    fn is_transient(&self) -> bool;
}

impl Transient for DbErr {
    fn is_transient(&self) -> bool {
        crate::is_transient(self)
    }
}

impl Db {
    /// Runs `body` in a transaction and commits what it did, or nothing if it fails.
    ///
    /// The body may run several times when the database reports a conflict with another
    /// transaction, so all it does must be in the transaction.
    pub async fn write<F, Fut, T, E>(&self, body: F) -> Result<T, E>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T, E>> + Send,
        T: Send,
        E: Transient + Send,
    {
        let mut attempt = 1;
        loop {
            match self.write_once(&body).await {
                Err(error) if attempt < ATTEMPTS && error.is_transient() => {
                    tracing::debug!(attempt, "transaction conflict, running it again");
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    /// Runs `body` in a transaction that only reads: what it reads for a team, it reads in the team's
    /// name.
    pub async fn read_tx<F, Fut, T, E>(&self, body: F) -> Result<T, E>
    where
        F: FnOnce(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T, E>> + Send,
        T: Send,
        E: From<DbErr> + Send,
    {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            ..TransactionOptions::default()
        };
        run(&self.read, options, body).await
    }

    async fn write_once<F, Fut, T, E>(&self, body: &F) -> Result<T, E>
    where
        F: Fn(Tx) -> Fut + Send,
        Fut: Future<Output = Result<T, E>> + Send,
        T: Send,
        E: Transient + Send,
    {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        run(&self.write, options, body).await
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one helper that may")]
async fn run<F, Fut, T, E>(
    connection: &DatabaseConnection,
    options: TransactionOptions,
    body: F,
) -> Result<T, E>
where
    F: FnOnce(Tx) -> Fut,
    Fut: Future<Output = Result<T, E>> + Send,
    T: Send,
    E: From<DbErr> + Send,
{
    let transaction = connection.begin_with_options(options).await?;
    let tx = Tx(Arc::new(Open {
        transaction,
        after: Mutex::default(),
    }));
    let value = body(tx.clone()).await?;
    // A handle that outlives the body would keep the transaction open behind our back.
    let Open { transaction, after } = Arc::into_inner(tx.0)
        .ok_or_else(|| DbErr::Custom("a transaction handle outlived its body".into()))?;
    transaction.commit().await?;
    for After(act) in after.into_inner().unwrap_or_else(PoisonError::into_inner) {
        act();
    }
    Ok(value)
}
