use std::{collections::BTreeSet, path::Path};

use db::{Db, entity};
use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, EntityTrait, IdenStatic, Iterable,
    PrimaryKeyToColumn, Statement,
};
use testkit::{Backend, TestDb, db_test};

/// A column as both databases and the entities can describe it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    table: String,
    name: String,
    family: String,
    nullable: bool,
    primary: bool,
}

/// An index with its columns in order.
type Index = (String, Vec<String>, bool);

/// Every entity, and the name of its file.
macro_rules! entities {
    ($($name:ident),+ $(,)?) => {
        fn entities(backend: Backend) -> (BTreeSet<String>, BTreeSet<Column>) {
            let names = BTreeSet::from([$(stringify!($name).to_owned()),+]);
            let mut columns = BTreeSet::new();
            $(columns.extend(columns_of::<entity::$name::Entity>(backend));)+
            (names, columns)
        }
    };
}

entities!(
    account_deletions,
    announcement_dismissals,
    announcements,
    api_keys,
    audit_events,
    audit_logs,
    challenges,
    devices,
    email_changes,
    exports,
    identities,
    invitations,
    jobs,
    lockouts,
    mail_log,
    notification_inboxes,
    notification_preferences,
    notifications,
    oauth_flows,
    passkey_ceremonies,
    passkeys,
    password_resets,
    product_roles,
    project_grants,
    projects,
    recovery_codes,
    refresh_tokens,
    registrations,
    roles,
    schedules,
    security_events,
    sessions,
    team_members,
    team_transfers,
    teams,
    totps,
    user_roles,
    users
);

fn columns_of<E: EntityTrait>(backend: Backend) -> Vec<Column> {
    let primary: BTreeSet<String> = E::PrimaryKey::iter()
        .map(|key| key.into_column().as_str().to_owned())
        .collect();
    E::Column::iter()
        .map(|column| {
            let definition = column.def();
            Column {
                table: E::default().table_name().to_owned(),
                name: column.as_str().to_owned(),
                family: family(definition.get_column_type(), backend).to_owned(),
                nullable: definition.is_null(),
                primary: primary.contains(column.as_str()),
            }
        })
        .collect()
}

/// What a type of an entity is in the database.
fn family(kind: &ColumnType, backend: Backend) -> &'static str {
    let (sqlite, postgres) = match kind {
        ColumnType::Uuid => ("BLOB", "uuid"),
        ColumnType::String(_) | ColumnType::Text => ("TEXT", "text"),
        ColumnType::TimestampWithTimeZone => ("TEXT", "timestamp with time zone"),
        ColumnType::Boolean => ("INTEGER", "boolean"),
        ColumnType::Integer => ("INTEGER", "integer"),
        ColumnType::BigInteger => ("INTEGER", "bigint"),
        other => panic!("say what {other:?} is in the databases"),
    };
    match backend {
        Backend::Sqlite => sqlite,
        Backend::Postgres => postgres,
    }
}

#[db_test]
async fn migrated_schema_equals_the_entities(db: TestDb) {
    let (names, expected) = entities(db.backend);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/entity");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .filter(|name| name != "mod")
        .collect();
    assert_eq!(files, names, "an entity is missing from this test");

    let found = match db.backend {
        Backend::Sqlite => sqlite_columns(&db.db).await,
        Backend::Postgres => postgres_columns(&db.db).await,
    };
    let difference: Vec<_> = found.symmetric_difference(&expected).collect();
    assert!(difference.is_empty(), "{difference:#?}");
}

async fn sqlite_columns(db: &Db) -> BTreeSet<Column> {
    let rows = query(
        db,
        r#"SELECT t.name AS "table", c.name, c.type AS family, c."notnull" = 0 AS nullable,
                  c.pk > 0 AS "primary"
           FROM sqlite_schema t, pragma_table_info(t.name) c
           WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
             AND t.name <> 'seaql_migrations'"#,
    );
    columns(rows.await)
}

async fn postgres_columns(db: &Db) -> BTreeSet<Column> {
    let rows = query(
        db,
        r#"SELECT c.table_name AS "table", c.column_name AS name, c.data_type AS family,
                  c.is_nullable = 'YES' AS nullable,
                  EXISTS (SELECT FROM information_schema.table_constraints k
                          JOIN information_schema.key_column_usage u USING (constraint_name)
                          WHERE k.constraint_type = 'PRIMARY KEY' AND u.table_name = c.table_name
                            AND u.column_name = c.column_name) AS "primary"
           FROM information_schema.columns c
           WHERE c.table_schema = 'public' AND c.table_name <> 'seaql_migrations'
             -- SQLite does not list columns that are made of others.
             AND c.is_generated = 'NEVER'"#,
    );
    columns(rows.await)
}

fn columns(rows: Vec<sea_orm::QueryResult>) -> BTreeSet<Column> {
    rows.into_iter()
        .map(|row| Column {
            table: row.try_get("", "table").unwrap(),
            name: row.try_get("", "name").unwrap(),
            family: row.try_get("", "family").unwrap(),
            nullable: row.try_get("", "nullable").unwrap(),
            primary: row.try_get("", "primary").unwrap(),
        })
        .collect()
}

#[db_test]
async fn both_databases_have_the_same_indexes(db: TestDb) {
    let sql = match db.backend {
        Backend::Sqlite => {
            r#"SELECT t.name AS "table", i."unique" AS "unique",
                      (SELECT group_concat(name, ',')
                       FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
               FROM sqlite_schema t, pragma_index_list(t.name) i
               WHERE t.type = 'table' AND t.name <> 'seaql_migrations'"#
        }
        Backend::Postgres => {
            r#"SELECT t.relname AS "table", i.indisunique AS "unique",
                      (SELECT string_agg(a.attname, ',' ORDER BY k.place)
                       FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place)
                       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) AS columns
               FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
               WHERE t.relnamespace = 'public'::regnamespace
                 AND t.relname <> 'seaql_migrations'"#
        }
    };
    let found: BTreeSet<Index> = query(&db.db, sql)
        .await
        .into_iter()
        .map(|row| {
            let columns: String = row.try_get("", "columns").unwrap();
            (
                row.try_get("", "table").unwrap(),
                columns.split(',').map(str::to_owned).collect(),
                row.try_get("", "unique").unwrap(),
            )
        })
        .collect();

    let expected: BTreeSet<Index> = [
        ("audit_events", "id", true),
        ("audit_events", "team_id,action,seq", false),
        ("audit_events", "team_id,actor_id,seq", false),
        ("audit_events", "team_id,created_at,seq", false),
        ("audit_events", "team_id,resource,seq", false),
        ("audit_events", "team_id,seq", true),
        ("audit_events", "team_id,subject_id,seq", false),
        ("audit_logs", "team_id", true),
        ("challenges", "expires_at", false),
        ("challenges", "id", true),
        ("challenges", "token_hash", true),
        ("challenges", "user_id", false),
        ("devices", "expires_at", false),
        ("devices", "id", true),
        ("devices", "token_hash", false),
        ("devices", "user_id,token_hash", true),
        ("account_deletions", "delete_at", false),
        ("account_deletions", "token_hash", true),
        ("account_deletions", "user_id", true),
        ("api_keys", "expires_at", false),
        ("api_keys", "id", true),
        ("api_keys", "key_hash", true),
        ("api_keys", "revoked_at", false),
        ("api_keys", "user_id,created_at,id", false),
        ("audit_events", "id", true),
        ("audit_events", "team_id,action,seq", false),
        ("audit_events", "team_id,actor_id,seq", false),
        ("audit_events", "team_id,seq", true),
        ("audit_events", "team_id,subject_id,seq", false),
        ("audit_logs", "team_id", true),
        ("challenges", "expires_at", false),
        ("challenges", "id", true),
        ("challenges", "token_hash", true),
        ("challenges", "user_id", false),
        ("devices", "expires_at", false),
        ("devices", "id", true),
        ("devices", "token_hash", false),
        ("devices", "user_id,token_hash", true),
        ("email_changes", "expires_at", false),
        ("email_changes", "id", true),
        ("email_changes", "new_token_hash", true),
        ("email_changes", "old_token_hash", true),
        ("email_changes", "undo_token_hash", true),
        ("email_changes", "user_id,created_at", false),
        ("exports", "expires_at", false),
        ("exports", "id", true),
        ("exports", "user_id,created_at", false),
        ("identities", "id", true),
        ("identities", "provider,subject", true),
        ("identities", "user_id,provider", true),
        ("invitations", "created_at,id", false),
        ("invitations", "email,created_at,id", false),
        ("invitations", "ended_at", false),
        ("invitations", "expires_at", false),
        ("invitations", "id", true),
        ("invitations", "sender_id", false),
        ("invitations", "team_id,created_at,id", false),
        ("invitations", "team_id,email", true),
        ("invitations", "team_id,role_id", false),
        ("invitations", "token_hash", true),
        ("jobs", "id", true),
        ("jobs", "kind,updated_at,id", false),
        ("jobs", "status,lease_until", false),
        ("jobs", "status,run_at", false),
        ("jobs", "status,updated_at,id", false),
        ("jobs", "unique_key", true),
        ("lockouts", "expires_at", false),
        ("lockouts", "subject", true),
        ("lockouts", "token_hash", true),
        ("mail_log", "ended_at,id", false),
        ("mail_log", "id", true),
        ("mail_log", "kind,ended_at,id", false),
        ("mail_log", "kind,status,ended_at,id", false),
        ("mail_log", "status,ended_at,id", false),
        ("announcement_dismissals", "announcement_id,user_id", true),
        ("announcement_dismissals", "user_id", false),
        ("announcements", "created_at,id", false),
        ("announcements", "created_by", false),
        ("announcements", "id", true),
        ("announcements", "starts_at,id", false),
        ("notification_inboxes", "changed_at", false),
        ("notification_inboxes", "user_id", true),
        ("notification_preferences", "user_id,kind,channel", true),
        ("notifications", "id", true),
        ("notifications", "mail_due,user_id", false),
        ("notifications", "read_at", false),
        ("notifications", "user_id,cause", true),
        ("notifications", "user_id,seq", false),
        ("notifications", "user_id,seq", true),
        ("oauth_flows", "code_hash", true),
        ("oauth_flows", "expires_at", false),
        ("oauth_flows", "id", true),
        ("oauth_flows", "session_id", false),
        ("oauth_flows", "state_hash", true),
        ("oauth_flows", "user_id", false),
        ("passkey_ceremonies", "expires_at", false),
        ("passkey_ceremonies", "id", true),
        ("passkey_ceremonies", "token_hash", true),
        ("passkey_ceremonies", "user_id", false),
        ("passkeys", "credential_id", true),
        ("passkeys", "id", true),
        ("passkeys", "user_id,id", false),
        ("password_resets", "expires_at", false),
        ("password_resets", "id", true),
        ("password_resets", "token_hash", true),
        ("password_resets", "user_id,expires_at", false),
        ("product_roles", "built_in", true),
        ("product_roles", "id", true),
        ("product_roles", "name_key", true),
        ("project_grants", "id", true),
        ("project_grants", "project_id,member_id", true),
        ("project_grants", "project_id,role_id", true),
        ("project_grants", "team_id,member_id,project_id", false),
        ("project_grants", "team_id,project_id,created_at,id", false),
        ("project_grants", "team_id,role_id,project_id", false),
        ("projects", "id", true),
        ("projects", "owner_id", false),
        ("projects", "team_id,id", true),
        ("projects", "team_id,is_archived,created_at,id", false),
        ("projects", "team_id,is_archived,name_key,id", false),
        (
            "projects",
            "team_id,is_archived,owner_id,created_at,id",
            false,
        ),
        (
            "projects",
            "team_id,is_archived,owner_id,name_key,id",
            false,
        ),
        (
            "projects",
            "team_id,is_archived,owner_id,updated_at,id",
            false,
        ),
        (
            "projects",
            "team_id,is_archived,status,created_at,id",
            false,
        ),
        ("projects", "team_id,is_archived,status,name_key,id", false),
        (
            "projects",
            "team_id,is_archived,status,updated_at,id",
            false,
        ),
        ("projects", "team_id,is_archived,updated_at,id", false),
        ("projects", "team_id,name_key", true),
        ("recovery_codes", "id", true),
        ("recovery_codes", "user_id,code_hash", true),
        ("refresh_tokens", "id", true),
        ("refresh_tokens", "parent_id", false),
        ("refresh_tokens", "session_id", false),
        ("refresh_tokens", "superseded_at", false),
        ("refresh_tokens", "token_hash", true),
        ("registrations", "created_at,id", false),
        ("registrations", "email,created_at", false),
        ("registrations", "expires_at", false),
        ("registrations", "id", true),
        ("registrations", "token_hash", true),
        ("roles", "id", true),
        ("roles", "team_id,built_in", true),
        ("roles", "team_id,id", true),
        ("roles", "team_id,name_key", true),
        ("schedules", "name", true),
        ("security_events", "created_at", false),
        ("security_events", "created_at,id", false),
        ("security_events", "kind,created_at,id", false),
        ("security_events", "id", true),
        ("security_events", "user_id,created_at,id", false),
        ("security_events", "user_id,kind,created_at,id", false),
        ("sessions", "ended_at", false),
        ("sessions", "expires_at", false),
        ("sessions", "id", true),
        ("sessions", "user_id,created_at,id", false),
        ("team_members", "id", true),
        ("team_members", "team_id,id", true),
        ("team_members", "team_id,joined_at,id", false),
        ("team_members", "team_id,role_id,joined_at,id", false),
        ("team_members", "team_id,user_id", true),
        ("team_members", "user_id,joined_at,id", false),
        ("team_transfers", "expires_at", false),
        ("team_transfers", "from_member_id", false),
        ("team_transfers", "team_id", true),
        ("team_transfers", "to_member_id", false),
        ("teams", "created_at,id", false),
        ("teams", "delete_at", false),
        ("teams", "id", true),
        ("teams", "name_key", false),
        ("teams", "slug", true),
        ("totps", "user_id", true),
        ("user_roles", "role_id", false),
        ("user_roles", "user_id,role_id", true),
        ("users", "created_at,id", false),
        ("users", "email", true),
        ("users", "id", true),
        ("users", "is_active,created_at,id", false),
        ("users", "last_name_key", false),
        ("users", "name_key", false),
        ("users", "team_id", false),
    ]
    .into_iter()
    .map(|(table, columns, unique)| {
        (
            table.to_owned(),
            columns.split(',').map(str::to_owned).collect(),
            unique,
        )
    })
    .collect();
    let difference: Vec<_> = found.symmetric_difference(&expected).collect();
    assert!(difference.is_empty(), "{difference:#?}");
}

async fn query(db: &Db, sql: &str) -> Vec<sea_orm::QueryResult> {
    db.read()
        .query_all_raw(Statement::from_string(db.backend(), sql))
        .await
        .unwrap()
}
