//! Looks and changes behind the services' back, for states that no service makes yet.

use contract::{PasskeyId, UserId};
use db::{
    entity::{
        audit_events, jobs, passkeys, product_roles, refresh_tokens, security_events, user_roles,
        users,
    },
    global, global_insert, global_update,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, Set, sea_query::Expr};
use uuid::Uuid;

use crate::{Backend, TestDb};

impl TestDb {
    /// Gives an account a role that comes with the product: `support`, `operator`, `auditor`.
    ///
    /// # Panics
    ///
    /// If there is none of this name.
    pub async fn give_role(&self, user: UserId, built_in: &str) {
        let role = global::<product_roles::Entity>()
            .filter(product_roles::Column::BuiltIn.eq(built_in))
            .one(self.db.read())
            .await
            .expect("the roles can be read")
            .expect("the role comes with the product");
        let row = user_roles::ActiveModel {
            user_id: Set(user.uuid()),
            role_id: Set(role.id),
            created_at: Set(role.created_at),
        };
        self.db
            .write(|tx| {
                let row = row.clone();
                async move {
                    global_insert(row).exec_without_returning(&*tx).await?;
                    Ok::<_, DbErr>(())
                }
            })
            .await
            .expect("the role is given");
    }

    /// Gives all queued jobs up, and answers with their number.
    ///
    /// # Panics
    ///
    /// If they cannot be changed.
    pub async fn kill_jobs(&self, cause: &str) -> u64 {
        let done = global_update::<jobs::Entity>()
            .col_expr(jobs::Column::Status, Expr::value("dead"))
            .col_expr(jobs::Column::LastError, Expr::value(cause))
            .exec(self.db.read())
            .await
            .expect("the jobs are changed");
        done.rows_affected
    }

    /// Deactivates an account.
    ///
    /// # Panics
    ///
    /// If there is none with the address.
    pub async fn deactivate(&self, email: &str) {
        let done = global_update::<users::Entity>()
            .col_expr(users::Column::IsActive, Expr::value(false))
            .filter(users::Column::Email.eq(email))
            .exec(self.db.read())
            .await
            .expect("the account is changed");
        assert_eq!(done.rows_affected, 1, "{email} has an account");
    }

    /// Replaces the hash of an account's password.
    ///
    /// # Panics
    ///
    /// If there is no account with the address.
    pub async fn set_password_hash(&self, email: &str, hash: &str) {
        let done = global_update::<users::Entity>()
            .col_expr(users::Column::PasswordHash, Expr::value(hash))
            .filter(users::Column::Email.eq(email))
            .exec(self.db.read())
            .await
            .expect("the account is changed");
        assert_eq!(done.rows_affected, 1, "{email} has an account");
    }

    /// Whether an address has an account.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    pub async fn has_account(&self, email: &str) -> bool {
        global::<users::Entity>()
            .filter(users::Column::Email.eq(email))
            .one(self.db.read())
            .await
            .expect("the account can be read")
            .is_some()
    }

    /// Takes an account's password away, as if it had been made elsewhere.
    ///
    /// # Panics
    ///
    /// If there is no account with the address.
    pub async fn forget_password(&self, email: &str) {
        let done = global_update::<users::Entity>()
            .col_expr(users::Column::PasswordHash, Expr::value(None::<String>))
            .filter(users::Column::Email.eq(email))
            .exec(self.db.read())
            .await
            .expect("the account is changed");
        assert_eq!(done.rows_affected, 1, "{email} has an account");
    }

    /// Blocks a passkey, as if a copy of it had been used.
    ///
    /// # Panics
    ///
    /// If there is no such passkey.
    pub async fn block_passkey(&self, id: PasskeyId) {
        let done = global_update::<passkeys::Entity>()
            .col_expr(passkeys::Column::BlockedAt, Expr::value(crate::start()))
            .filter(passkeys::Column::Id.eq(id.uuid()))
            .exec(self.db.read())
            .await
            .expect("the passkey is changed");
        assert_eq!(done.rows_affected, 1, "there is such a passkey");
    }

    /// The hash of an account's password.
    ///
    /// # Panics
    ///
    /// If there is no account with the address, or it has no password.
    pub async fn password_hash(&self, email: &str) -> String {
        global::<users::Entity>()
            .filter(users::Column::Email.eq(email))
            .one(self.db.read())
            .await
            .expect("the account can be read")
            .and_then(|user| user.password_hash)
            .expect("the account has a password")
    }

    /// The kinds of all security events but sign-ins and those that failed, oldest first.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub async fn security_events(&self) -> Vec<String> {
        global::<security_events::Entity>()
            .filter(security_events::Column::Kind.is_not_in(["signed_in", "sign_in_failed"]))
            .order_by_asc(security_events::Column::CreatedAt)
            .all(self.db.read())
            .await
            .expect("the events can be read")
            .into_iter()
            .map(|event| event.kind)
            .collect()
    }

    /// The number of refresh tokens of all sessions.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub async fn refresh_tokens(&self) -> usize {
        global::<refresh_tokens::Entity>()
            .all(self.db.read())
            .await
            .expect("the tokens can be read")
            .len()
    }

    /// The lines of a team's audit log, first to last; zeros are the product's.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub async fn audit_lines(&self, team: Uuid) -> Vec<audit_events::Model> {
        self.db
            .read_tx(|tx| async move {
                let tx = tx.of_team(team).await?;
                let lines = tx
                    .find::<audit_events::Entity>()
                    .order_by_asc(audit_events::Column::Seq);
                lines.all(&*tx).await
            })
            .await
            .expect("the lines can be read")
    }

    /// Takes away what refuses to change and delete lines of audit logs, as the owner of a database can.
    ///
    /// # Panics
    ///
    /// If it cannot be taken away.
    pub async fn open_audit_logs(&self) {
        let statements: &[&str] = match self.backend {
            Backend::Sqlite => &[
                "DROP TRIGGER audit_events_unchanged",
                "DROP TRIGGER audit_events_undeleted",
                "DROP TRIGGER audit_events_unreplaced",
            ],
            Backend::Postgres => &["ALTER TABLE audit_events DISABLE TRIGGER USER"],
        };
        for statement in statements {
            self.across_teams(statement).await;
        }
    }

    /// Runs a statement that sees the rows of all teams, and answers with how many it has changed.
    ///
    /// # Panics
    ///
    /// If it cannot be run.
    pub async fn across_teams(&self, sql: &str) -> u64 {
        self.db
            .write(|tx| async move {
                let tx = tx.across_teams().await?;
                Ok::<_, DbErr>(tx.execute_unprepared(sql).await?.rows_affected())
            })
            .await
            .expect("the statement runs")
    }
}
