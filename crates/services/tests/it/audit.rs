//! Audit logs: written one line after the other by however many at once, and found out where somebody
//! has changed them behind the product's back.

use aws_lc_rs::digest;
use chrono::SecondsFormat;
use contract::{path, roles::TeamRole};
use db::entity::audit_events::{Column, Model};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, ConnectionTrait, DbErr, IdenStatic, IntoActiveModel,
    Iterable,
};
use serde_json::json;
use services::audit::{Verdict, find_log, logs, verify};
use testkit::{Answer, Backend, Client, TestApp, TestTeam, db_test};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many lines are read at once.
const BATCH: i64 = 1000;

/// A team with a log of four lines, whose second one tells of something before and after.
async fn with_four_lines(app: &TestApp) -> (Client, TestTeam) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for name in ["Looms", "Mills", "Engines"] {
        let body = json!({"name": name});
        done(&owner.patch(&team.path(path::TEAM), &body, None).await);
    }
    assert_eq!(app.db.audit_lines(team.id.uuid()).await.len(), 4);
    (owner, team)
}

fn done(answer: &Answer) {
    assert!(answer.status.is_success(), "{}", answer.text());
}

fn whole(lines: &[Model]) -> Verdict {
    let last = lines.last().unwrap();
    Verdict::Whole {
        lines: last.seq,
        head: last.hash.clone(),
    }
}

/// Puts the lines back as they were.
async fn put_back(app: &TestApp, lines: &[Model]) {
    let team = lines[0].team_id;
    app.db
        .db
        .write(|tx| async move {
            let all = tx.across_teams().await?;
            all.execute_unprepared("DELETE FROM audit_events").await?;
            let scoped = tx.of_team(team).await?;
            for line in lines {
                scoped
                    .insert(line.clone().into_active_model().reset_all())
                    .await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
}

/// The hash of a line, as the page on audit logs describes it.
fn hash(line: &Model, previous: &str) -> String {
    let words = json!([
        previous,
        line.id,
        line.team_id,
        line.seq,
        line.action,
        line.actor_id,
        line.actor_name,
        line.impersonator_id,
        line.via,
        line.subject_kind,
        line.subject_id,
        line.before,
        line.after,
        line.request_id,
        line.address,
        line.created_at.to_rfc3339_opts(SecondsFormat::Nanos, true),
    ]);
    let digest = digest::digest(&digest::SHA256, words.to_string().as_bytes());
    let digits = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

#[db_test]
async fn many_writers_at_once_write_one_after_the_other(app: TestApp) {
    let root = app.superuser("root").await;
    let team = app.team(&root, "Engines").await;
    let mut writers = JoinSet::new();
    for number in 0..12 {
        let (client, roles) = (root.twin(), team.path(path::TEAM_ROLES));
        writers.spawn(async move {
            let body = json!({"name": format!("Role {number}"), "permissions": ["team:read"]});
            done(&client.post(&roles, &body).await);
            // The first writers of a log begin it.
            let body = json!({"name": format!("Role {number}"), "permissions": ["users:list"]});
            done(&client.post(path::ROLES, &body).await);
        });
    }
    while let Some(done) = writers.join_next().await {
        done.unwrap();
    }
    for (log, count) in [(team.id.uuid(), 13), (Uuid::nil(), 12)] {
        let lines = app.db.audit_lines(log).await;
        let places: Vec<i64> = lines.iter().map(|line| line.seq).collect();
        assert_eq!(places, (1..=count).collect::<Vec<_>>());
        let mut previous = "";
        for line in &lines {
            assert_eq!(line.hash, hash(line, previous));
            previous = &line.hash;
        }
        let team = (log == team.id.uuid()).then_some(team.id);
        assert_eq!(verify(&app.ctx, team).await.unwrap(), whole(&lines));
    }
}

#[db_test]
async fn who_writes_nothing_after_all_leaves_no_gap(app: TestApp) {
    let (owner, team) = with_four_lines(&app).await;
    // The fifth line cannot become the last one: what it tells is not done either.
    let (forbid, allow) = match app.db.backend {
        Backend::Sqlite => (
            "CREATE TRIGGER four BEFORE UPDATE ON audit_logs WHEN NEW.seq > 4
             BEGIN SELECT RAISE(ABORT, 'four'); END",
            "DROP TRIGGER four",
        ),
        Backend::Postgres => (
            "ALTER TABLE audit_logs ADD CONSTRAINT four CHECK (seq <= 4)",
            "ALTER TABLE audit_logs DROP CONSTRAINT four",
        ),
    };
    app.db.across_teams(forbid).await;
    let roles = team.path(path::TEAM_ROLES);
    let body = json!({"name": "Editor", "permissions": ["team:read"]});
    let failed = owner.post(&roles, &body).await;
    assert_eq!(failed.status.as_u16(), 500);
    app.db.across_teams(allow).await;
    let lines = app.db.audit_lines(team.id.uuid()).await;
    assert_eq!(lines.len(), 4);
    // The name is free.
    done(&owner.post(&roles, &body).await);
    let lines = app.db.audit_lines(team.id.uuid()).await;
    assert_eq!(lines.len(), 5);
    assert_eq!(
        verify(&app.ctx, Some(team.id)).await.unwrap(),
        whole(&lines)
    );
}

/// A value of the column's type that no line has.
fn other_value(column: Column, backend: Backend) -> &'static str {
    match (column.def().get_column_type(), backend) {
        (ColumnType::Uuid, Backend::Sqlite) => "x'00000000000000000000000000000bad'",
        (ColumnType::Uuid, Backend::Postgres) => "'00000000-0000-0000-0000-000000000bad'",
        (ColumnType::BigInteger, _) => "99",
        (ColumnType::TimestampWithTimeZone, _) => "'2026-01-01T00:00:00+00:00'",
        _ => "'other'",
    }
}

#[db_test]
async fn a_change_of_any_column_is_found_and_named(app: TestApp) {
    let (_owner, team) = with_four_lines(&app).await;
    app.db.open_audit_logs().await;
    let lines = app.db.audit_lines(team.id.uuid()).await;
    assert!(lines[1].before.is_some() && lines[1].after.is_some() && lines[1].address.is_some());
    let mut changed = 0;
    for column in Column::iter() {
        let name = column.as_str();
        let mut values = vec![other_value(column, app.db.backend)];
        let is_told = !matches!(column, Column::ImpersonatorId);
        if column.def().is_null() && is_told {
            values.push("NULL");
        }
        for value in values {
            let sql = format!("UPDATE audit_events SET {name} = {value} WHERE seq = 2");
            assert_eq!(app.db.across_teams(&sql).await, 1, "{sql}");
            let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
            // One that is in its place no more is missing before the next.
            let expected = match column {
                Column::TeamId | Column::Seq => 3,
                _ => 2,
            };
            let Verdict::Changed { seq, id } = verdict else {
                panic!("{sql}: {verdict:?}");
            };
            assert_eq!(seq, expected, "{sql}");
            let is_the_row = id == lines[usize::try_from(seq).unwrap() - 1].id;
            assert_eq!(is_the_row, !matches!(column, Column::Id), "{sql}");
            put_back(&app, &lines).await;
            assert_eq!(
                verify(&app.ctx, Some(team.id)).await.unwrap(),
                whole(&lines)
            );
            changed += 1;
        }
    }
    assert!(changed > 20, "{changed}");
}

#[db_test]
async fn lines_that_are_missing_or_added_are_found(app: TestApp) {
    let (_owner, team) = with_four_lines(&app).await;
    app.db.open_audit_logs().await;
    let lines = app.db.audit_lines(team.id.uuid()).await;
    let changed = |index: usize| Verdict::Changed {
        seq: lines[index].seq,
        id: lines[index].id,
    };
    for (sql, verdict) in [
        ("DELETE FROM audit_events WHERE seq = 1", changed(1)),
        ("DELETE FROM audit_events WHERE seq = 2", changed(2)),
        (
            "DELETE FROM audit_events WHERE seq = 4",
            Verdict::Cut { seq: 3 },
        ),
        (
            "DELETE FROM audit_events WHERE seq > 1",
            Verdict::Cut { seq: 1 },
        ),
        ("DELETE FROM audit_events", Verdict::Cut { seq: 0 }),
    ] {
        assert!(app.db.across_teams(sql).await > 0, "{sql}");
        assert_eq!(
            verify(&app.ctx, Some(team.id)).await.unwrap(),
            verdict,
            "{sql}"
        );
        put_back(&app, &lines).await;
    }
    // A line in the place of another, which is moved on.
    app.db
        .across_teams("UPDATE audit_events SET seq = 5 WHERE seq = 4")
        .await;
    insert(
        &app,
        Model {
            seq: 4,
            id: Uuid::from_u128(0xbad),
            ..lines[2].clone()
        },
    )
    .await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    let added = Uuid::from_u128(0xbad);
    assert_eq!(verdict, Verdict::Changed { seq: 4, id: added });
    put_back(&app, &lines).await;

    // One at the end that is even linked to the last one.
    let mut line = Model {
        seq: 5,
        id: added,
        ..lines[3].clone()
    };
    line.hash = hash(&line, &lines[3].hash);
    insert(&app, line).await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(verdict, Verdict::Changed { seq: 5, id: added });
    put_back(&app, &lines).await;

    // What the log says of its end is gone, or another.
    for sql in [
        "UPDATE audit_logs SET hash = 'other'",
        "UPDATE audit_logs SET seq = 3",
    ] {
        app.db.across_teams(sql).await;
        assert_eq!(
            verify(&app.ctx, Some(team.id)).await.unwrap(),
            changed(3),
            "{sql}"
        );
        let back = format!("UPDATE audit_logs SET seq = 4, hash = '{}'", lines[3].hash);
        app.db.across_teams(&back).await;
    }
    assert_eq!(app.db.across_teams("DELETE FROM audit_logs").await, 1);
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(verdict, Verdict::Cut { seq: 4 });
    // Even of a log without a trace it is known that there was one.
    app.db.across_teams("DELETE FROM audit_events").await;
    let found = logs(&app.ctx).await.unwrap();
    assert_eq!(found.len(), 2, "the product's and the team's");
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(verdict, Verdict::Cut { seq: 0 });
}

async fn insert(app: &TestApp, line: Model) {
    app.db
        .db
        .write(|tx| {
            let line = line.clone();
            async move {
                let scoped = tx.of_team(line.team_id).await?;
                let row = line.into_active_model().reset_all();
                scoped.insert(row).await?;
                Ok::<_, DbErr>(())
            }
        })
        .await
        .unwrap();
}

/// What the chain proves, and what it does not.
#[db_test]
async fn hashes_that_are_computed_anew_betray_the_next_line(app: TestApp) {
    let (_owner, team) = with_four_lines(&app).await;
    app.db.open_audit_logs().await;
    let lines = app.db.audit_lines(team.id.uuid()).await;
    let mut forged = lines.clone();
    forged[1].actor_name = "Somebody Else".to_owned();
    forged[1].hash = hash(&forged[1], &forged[0].hash);
    put_back(&app, &forged).await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(
        verdict,
        Verdict::Changed {
            seq: 3,
            id: lines[2].id
        }
    );

    // All the rest of it: then the end is not the one that the log remembers.
    for index in 2..4 {
        forged[index].hash = hash(&forged[index], &forged[index - 1].hash);
    }
    put_back(&app, &forged).await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(
        verdict,
        Verdict::Changed {
            seq: 4,
            id: lines[3].id
        }
    );

    // Who can change that too is betrayed by a head that was kept elsewhere, and by nothing else.
    let sql = format!("UPDATE audit_logs SET hash = '{}'", forged[3].hash);
    app.db.across_teams(&sql).await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(verdict, whole(&forged));
    assert_ne!(verdict, whole(&lines));
}

#[db_test]
async fn long_logs_are_read_in_batches(app: TestApp) {
    let (_owner, team) = with_four_lines(&app).await;
    app.db.open_audit_logs().await;
    let mut lines = app.db.audit_lines(team.id.uuid()).await;
    let template = lines[3].clone();
    for seq in 5..=2 * BATCH + 1 {
        let id = Uuid::from_u128(seq.unsigned_abs().into());
        let mut line = Model {
            seq,
            id,
            ..template.clone()
        };
        line.hash = hash(&line, &lines.last().unwrap().hash);
        lines.push(line);
    }
    append(&app, &lines[4..]).await;
    let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
    assert_eq!(verdict, whole(&lines));
    for seq in [BATCH, BATCH + 1, 2 * BATCH + 1] {
        let sql = format!("UPDATE audit_events SET via = 'other' WHERE seq = {seq}");
        app.db.across_teams(&sql).await;
        let verdict = verify(&app.ctx, Some(team.id)).await.unwrap();
        let id = Uuid::from_u128(seq.unsigned_abs().into());
        assert_eq!(verdict, Verdict::Changed { seq, id });
        let back = format!("UPDATE audit_events SET via = 'session' WHERE seq = {seq}");
        app.db.across_teams(&back).await;
    }
}

async fn append(app: &TestApp, lines: &[Model]) {
    let last = lines.last().unwrap();
    app.db
        .db
        .write(|tx| async move {
            let scoped = tx.of_team(last.team_id).await?;
            for line in lines {
                let row = line.clone().into_active_model().reset_all();
                scoped.insert(row).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    let (seq, hash) = (last.seq, &last.hash);
    let sql = format!("UPDATE audit_logs SET seq = {seq}, hash = '{hash}'");
    app.db.across_teams(&sql).await;
}

#[db_test]
async fn logs_are_found_by_the_team(app: TestApp) {
    let (owner, team) = with_four_lines(&app).await;
    let other = app.team(&owner, "Looms").await;
    app.member(&team, "member", TeamRole::Member).await;
    for name in [team.id.to_string(), team.team.slug.clone()] {
        let log = find_log(&app.ctx, &name).await.unwrap();
        assert_eq!(log.team, Some(team.id));
        assert_eq!(log.slug.as_ref(), Some(&team.team.slug));
    }
    let nil = Uuid::nil().to_string();
    for unknown in ["mills", "product", &nil] {
        assert!(find_log(&app.ctx, unknown).await.is_err(), "{unknown}");
    }
    let mut expected = vec![None, Some(team.id), Some(other.id)];
    expected.sort();
    let mut found: Vec<_> = logs(&app.ctx)
        .await
        .unwrap()
        .into_iter()
        .map(|log| log.team)
        .collect();
    assert_eq!(found[0], None, "the product's comes first");
    found.sort();
    assert_eq!(found, expected);
}
