//! The second wall: what PostgreSQL itself keeps apart, whatever the product asks for.
//!
//! SQLite has none, only the first one, the doors, which ask for a team.

use std::collections::BTreeSet;

use db::{
    SecondWall, TeamTx, Tx,
    entity::{
        audit_events, audit_logs, invitations, project_grants, projects, roles, team_members,
        team_transfers, teams, users,
    },
    global_insert,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, Statement};
use testkit::{Backend, TestDb, db_test};
use uuid::Uuid;

use crate::at;

/// The tables whose rows belong to teams, and a column of each to write to.
pub(super) const TEAM_TABLES: [(&str, &str); 8] = [
    ("audit_events", "via"),
    ("audit_logs", "hash"),
    ("invitations", "email"),
    ("project_grants", "level"),
    ("projects", "name"),
    ("roles", "name"),
    ("team_members", "joined_at"),
    ("team_transfers", "created_at"),
];

pub(super) const A: Uuid = Uuid::from_u128(0xa);
pub(super) const B: Uuid = Uuid::from_u128(0xb);

/// Two teams with a row in every table.
pub(super) async fn two_teams(db: &TestDb) {
    for team in [A, B] {
        db.db
            .write(|tx| async move { fill(&tx, team).await })
            .await
            .unwrap();
    }
}

async fn fill(tx: &Tx, team: Uuid) -> Result<(), DbErr> {
    let id = |number: u128| Uuid::from_u128(team.as_u128() << 8 | number);
    global_insert(teams::ActiveModel {
        id: Set(team),
        slug: Set(format!("team-{team}")),
        name: Set("Team".into()),
        name_key: Set("team".into()),
        mfa_required_from: Set(None),
        delete_at: Set(None),
        version: Set(1),
        created_at: Set(at(0)),
        updated_at: Set(at(0)),
    })
    .exec_without_returning(&**tx)
    .await?;
    global_insert(users::ActiveModel {
        id: Set(id(1)),
        email: Set(format!("{team}@example.com")),
        password_hash: Set(None),
        first_name: Set("Ada".into()),
        last_name: Set("Lovelace".into()),
        name_key: Set("ada lovelace".into()),
        last_name_key: Set("lovelace".into()),
        is_active: Set(true),
        is_superuser: Set(false),
        locale: Set("en".into()),
        theme: Set("system".into()),
        time_zone: Set("UTC".into()),
        team_id: Set(None),
        version: Set(1),
        created_at: Set(at(0)),
        updated_at: Set(at(0)),
    })
    .exec_without_returning(&**tx)
    .await?;
    let scoped = tx.of_team(team).await?;
    scoped
        .insert(roles::ActiveModel {
            id: Set(id(2)),
            team_id: Set(team),
            built_in: Set(None),
            name: Set("Role".into()),
            name_key: Set("role".into()),
            permissions: Set("*".into()),
            version: Set(1),
            created_at: Set(at(0)),
            updated_at: Set(at(0)),
        })
        .await?;
    scoped
        .insert(team_members::ActiveModel {
            id: Set(id(3)),
            team_id: Set(team),
            user_id: Set(id(1)),
            role_id: Set(id(2)),
            joined_at: Set(at(0)),
        })
        .await?;
    scoped
        .insert(team_transfers::ActiveModel {
            team_id: Set(team),
            from_member_id: Set(id(3)),
            to_member_id: Set(id(3)),
            expires_at: Set(at(0)),
            created_at: Set(at(0)),
        })
        .await?;
    scoped
        .insert(audit_logs::ActiveModel {
            team_id: Set(team),
            seq: Set(0),
            hash: Set(String::new()),
        })
        .await?;
    scoped.insert(line(id(4), team)).await?;
    fill_with_work(&scoped, team).await
}

async fn fill_with_work(scoped: &TeamTx, team: Uuid) -> Result<(), DbErr> {
    let id = |number: u128| Uuid::from_u128(team.as_u128() << 8 | number);
    scoped
        .insert(invitations::ActiveModel {
            id: Set(id(5)),
            team_id: Set(team),
            email: Set("bob@example.com".into()),
            role_id: Set(id(2)),
            sender_id: Set(id(1)),
            token_hash: Set(team.to_string()),
            outcome: Set(None),
            ended_at: Set(None),
            expires_at: Set(at(0)),
            created_at: Set(at(0)),
        })
        .await?;
    scoped
        .insert(projects::ActiveModel {
            id: Set(id(6)),
            team_id: Set(team),
            name: Set("Project".into()),
            name_key: Set("project".into()),
            description: Set(String::new()),
            status: Set("active".into()),
            owner_id: Set(None),
            is_archived: Set(false),
            archived_at: Set(None),
            version: Set(1),
            created_at: Set(at(0)),
            updated_at: Set(at(0)),
        })
        .await?;
    scoped
        .insert(project_grants::ActiveModel {
            id: Set(id(7)),
            team_id: Set(team),
            project_id: Set(id(6)),
            member_id: Set(Some(id(3))),
            role_id: Set(None),
            level: Set("viewer".into()),
            created_at: Set(at(0)),
        })
        .await?;
    Ok(())
}

pub(super) fn line(id: Uuid, team: Uuid) -> audit_events::ActiveModel {
    audit_events::ActiveModel {
        id: Set(id),
        team_id: Set(team),
        seq: Set(1),
        action: Set("teams.create".into()),
        actor_id: Set(None),
        actor_name: Set(String::new()),
        impersonator_id: Set(None),
        via: Set("command".into()),
        subject_kind: Set("team".into()),
        subject_id: Set(None),
        before: Set(None),
        after: Set(None),
        request_id: Set(None),
        address: Set(None),
        created_at: Set(at(0)),
        hash: Set(String::new()),
    }
}

/// The teams whose rows a statement without any filter sees.
async fn seen(tx: &Tx, table: &str) -> Result<BTreeSet<Uuid>, DbErr> {
    let sql = format!("SELECT team_id FROM {table}");
    let statement = Statement::from_string(tx.get_database_backend(), sql);
    let rows = tx.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "team_id")).collect()
}

async fn affected(tx: &Tx, sql: &str) -> Result<u64, DbErr> {
    Ok(tx.execute_unprepared(sql).await?.rows_affected())
}

/// Runs in a transaction that leaves nothing behind.
pub(super) async fn trying<F, Fut>(db: &TestDb, body: F)
where
    F: Fn(Tx) -> Fut + Send + Sync,
    Fut: Future<Output = Result<(), DbErr>> + Send,
{
    let body = &body;
    let result = db
        .db
        .write(|tx| async move {
            body(tx).await?;
            Err::<(), _>(DbErr::Custom("undone".into()))
        })
        .await;
    let error = result.unwrap_err();
    assert!(
        matches!(&error, DbErr::Custom(why) if why == "undone"),
        "{error}"
    );
}

/// Writes a line of any team, around the first wall.
#[expect(clippy::disallowed_methods, reason = "the second wall must hold alone")]
async fn write_around(tx: &Tx, line: audit_events::ActiveModel) -> Result<(), DbErr> {
    let insert = audit_events::Entity::insert(line);
    insert.exec_without_returning(&**tx).await.map(drop)
}

#[db_test]
async fn a_table_that_does_not_bind_its_owner_is_found(db: TestDb) {
    if db.backend == Backend::Sqlite {
        return;
    }
    for statement in [
        "ALTER TABLE projects NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE invitations DISABLE ROW LEVEL SECURITY",
    ] {
        db.across_teams(statement).await;
    }
    let tables = ["invitations", "projects"].map(str::to_owned).to_vec();
    let found = db.db.second_wall().await.unwrap();
    assert_eq!(found, SecondWall::Open { tables });
}

#[db_test]
async fn who_has_not_said_their_team_sees_and_changes_nothing(db: TestDb) {
    if db.backend == Backend::Sqlite {
        assert_eq!(db.db.second_wall().await.unwrap(), SecondWall::Absent);
        return;
    }
    assert_eq!(db.db.second_wall().await.unwrap(), SecondWall::Stands);
    two_teams(&db).await;
    for (table, column) in TEAM_TABLES {
        trying(&db, |tx| async move {
            assert_eq!(seen(&tx, table).await?, BTreeSet::new(), "{table}");
            let update = format!("UPDATE {table} SET {column} = {column}");
            assert_eq!(affected(&tx, &update).await?, 0, "{table}");
            assert_eq!(
                affected(&tx, &format!("DELETE FROM {table}")).await?,
                0,
                "{table}"
            );
            Ok(())
        })
        .await;
        let insert = |tx: Tx| async move {
            // A copy of a row of the team: the policy is asked before the keys are.
            let columns = columns(&tx, table).await?;
            tx.across_teams().await?;
            tx.execute_unprepared(&format!(
                "CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT {columns} FROM {table} LIMIT 1"
            ))
            .await?;
            tx.execute_unprepared("SELECT set_config('pilaster.team', '', true)")
                .await?;
            let insert = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM copy");
            tx.execute_unprepared(&insert).await.map(drop)
        };
        let refused = db.db.write(insert).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{table}: {refused}");
    }
}

#[db_test]
async fn a_team_sees_and_changes_its_own_rows_alone(db: TestDb) {
    two_teams(&db).await;
    db.open_audit_logs().await;
    let is_walled = db.backend == Backend::Postgres;
    for (table, column) in TEAM_TABLES {
        trying(&db, |tx| async move {
            let _scoped = tx.of_team(A).await?;
            let expected: BTreeSet<_> = if is_walled { [A].into() } else { [A, B].into() };
            assert_eq!(seen(&tx, table).await?, expected, "{table}");
            if is_walled {
                let update = format!("UPDATE {table} SET {column} = {column}");
                assert_eq!(affected(&tx, &update).await?, 1, "{table}");
            }
            Ok(())
        })
        .await;
    }
    if is_walled {
        let moved = |tx: Tx| async move {
            tx.of_team(A).await?;
            tx.execute_unprepared(&format!("UPDATE audit_logs SET team_id = '{B}'"))
                .await
                .map(drop)
        };
        let refused = db.db.write(moved).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{refused}");
        let written = |tx: Tx| async move {
            tx.of_team(A).await?;
            write_around(&tx, line(Uuid::from_u128(9), B)).await
        };
        let refused = db.db.write(written).await.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{refused}");
    }
}

#[db_test]
async fn what_is_done_aside_leaves_the_scope_as_it_was(db: TestDb) {
    two_teams(&db).await;
    let is_walled = db.backend == Backend::Postgres;
    trying(&db, |tx| async move {
        let scoped = tx.of_team(A).await?;
        let aside = tx.aside(B).await?;
        let row = aside.find::<roles::Entity>().one(&**aside).await?;
        assert_eq!(row.map(|row| row.team_id), Some(B));
        aside.end().await?;
        let row = scoped.find::<roles::Entity>().one(&*scoped).await?;
        assert_eq!(row.map(|row| row.team_id), Some(A));
        Ok(())
    })
    .await;
    trying(&db, |tx| async move {
        tx.aside(B).await?.end().await?;
        let expected = if is_walled { 0 } else { 2 };
        assert_eq!(seen(&tx, "roles").await?.len(), expected);
        tx.across_teams().await?;
        tx.aside(B).await?.end().await?;
        assert_eq!(seen(&tx, "roles").await?.len(), 2);
        Ok(())
    })
    .await;
}

/// Connections are used again and again: what one transaction has said is forgotten with it.
#[db_test]
async fn the_scope_ends_with_the_transaction(db: TestDb) {
    two_teams(&db).await;
    if db.backend == Backend::Sqlite {
        return;
    }
    let mut servers = BTreeSet::new();
    for round in 0..20 {
        let pid = db
            .db
            .write(|tx| async move {
                // Committed, rolled back, and across all.
                match round % 3 {
                    0 => drop(tx.of_team(A).await?),
                    1 => drop(tx.across_teams().await?),
                    _ => {}
                }
                pid(&tx).await
            })
            .await
            .unwrap();
        servers.insert(pid);
        trying(&db, |tx| async move { tx.of_team(A).await.map(drop) }).await;
        db.db
            .read_tx(|tx| async move {
                for (table, _) in TEAM_TABLES {
                    assert_eq!(seen(&tx, table).await?, BTreeSet::new(), "{table}");
                }
                Ok::<_, DbErr>(())
            })
            .await
            .unwrap();
    }
    assert!(servers.len() < 20, "no connection was used twice");
}

/// The columns of a table that are not made of others.
async fn columns(tx: &Tx, table: &str) -> Result<String, DbErr> {
    let sql = format!(
        "SELECT string_agg(column_name, ', ') AS columns FROM information_schema.columns
         WHERE table_name = '{table}' AND is_generated = 'NEVER'"
    );
    let row = tx
        .query_one_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    row.ok_or_else(|| DbErr::Custom("no row".into()))?
        .try_get("", "columns")
}

async fn pid(tx: &Tx) -> Result<i32, DbErr> {
    let statement =
        Statement::from_string(tx.get_database_backend(), "SELECT pg_backend_pid() AS pid");
    let row = tx.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::Custom("no row".into()))?
        .try_get("", "pid")
}

/// Whoever adds a table of teams and forgets the policy is told here.
#[db_test]
async fn every_table_of_teams_has_the_policy(db: TestDb) {
    let listed: BTreeSet<String> = TEAM_TABLES.map(|(table, _)| table.to_owned()).into();
    assert_eq!(
        tables_of_teams(&db).await,
        listed,
        "list a new table in TEAM_TABLES"
    );
    if db.backend == Backend::Sqlite {
        return;
    }
    // Every command, by a policy that is the same for all, enforced for the owner too.
    let sql = "SELECT c.relname::text AS \"table\" FROM pg_class c
               JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = c.relname
               WHERE c.relnamespace = 'public'::regnamespace
                 AND c.relrowsecurity AND c.relforcerowsecurity
                 AND p.permissive = 'PERMISSIVE' AND p.cmd = 'ALL' AND p.roles = '{public}'
                 AND regexp_replace(p.qual, '\\s+', ' ', 'g') = ' CASE WHEN ('
                     || '(current_setting(''pilaster.team''::text, true) = (team_id)::text)'
                     || ' OR (current_setting(''pilaster.team''::text, true) = ''all''::text)'
                     || ') THEN true ELSE false END'
                 AND p.with_check IS NULL
                 AND (SELECT count(*) FROM pg_policies o WHERE o.tablename = c.relname) = 1";
    assert_eq!(names(&db, sql).await, listed);
}

/// The tables with a column that says to which team a row belongs.
async fn tables_of_teams(db: &TestDb) -> BTreeSet<String> {
    let sql = match db.backend {
        Backend::Sqlite => {
            "SELECT t.name AS \"table\" FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND c.name = 'team_id' AND c.\"notnull\" = 1"
        }
        Backend::Postgres => {
            "SELECT table_name::text AS \"table\" FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = 'team_id' AND is_nullable = 'NO'"
        }
    };
    names(db, sql).await
}

async fn names(db: &TestDb, sql: &str) -> BTreeSet<String> {
    let statement = Statement::from_string(db.db.backend(), sql);
    let rows = db.db.read().query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get("", "table").unwrap())
        .collect()
}
