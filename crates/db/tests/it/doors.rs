//! The first wall, on both databases: the door of a team leads to its own rows.

use std::collections::BTreeSet;

use db::{
    ChangingTable, TeamTable, Tx,
    entity::{
        audit_events, audit_logs, invitations, project_grants, projects, roles, team_members,
        team_transfers,
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QuerySelect, Select};
use testkit::{TestDb, db_test};
use uuid::Uuid;

use crate::{
    at,
    isolation::{A, B, TEAM_TABLES, line, trying, two_teams},
};

/// The teams whose rows are found.
async fn teams_of<E: TeamTable>(select: Select<E>, tx: &Tx) -> Result<Vec<Uuid>, DbErr> {
    let select = select.select_only().column(E::TEAM);
    select.into_tuple().all(&**tx).await
}

/// Reads a table through the doors of both teams, and answers with its name.
async fn reads_its_own<E: TeamTable>(tx: &Tx) -> Result<String, DbErr> {
    let table = E::default().table_name().to_owned();
    for team in [A, B] {
        let scoped = tx.of_team(team).await?;
        let found = teams_of(scoped.find::<E>(), tx).await?;
        assert_eq!(found, [team], "{table}");
    }
    Ok(table)
}

/// Changes and deletes rows of a table through the door of one team, which leaves the other's alone,
/// and answers with its name.
async fn changes_its_own<E: ChangingTable>(tx: &Tx, column: E::Column) -> Result<String, DbErr> {
    let table = E::default().table_name().to_owned();
    let scoped = tx.of_team(A).await?;
    let update = scoped.update::<E>().col_expr(column, column.into_expr());
    let changed = update.exec(&*scoped).await?.rows_affected;
    let deleted = scoped.delete::<E>().exec(&*scoped).await?.rows_affected;
    assert_eq!((changed, deleted), (1, 1), "{table}");
    let all = tx.across_teams().await?;
    let left = teams_of(all.find::<E>(), tx).await?;
    assert_eq!(left, [B], "{table}");
    Ok(table)
}

#[db_test]
async fn the_door_of_a_team_leads_to_its_own_rows(db: TestDb) {
    two_teams(&db).await;
    let every: BTreeSet<String> = TEAM_TABLES.map(|(table, _)| table.to_owned()).into();
    let every = &every;
    trying(&db, |tx| async move {
        let read = [
            reads_its_own::<audit_events::Entity>(&tx).await?,
            reads_its_own::<audit_logs::Entity>(&tx).await?,
            reads_its_own::<invitations::Entity>(&tx).await?,
            reads_its_own::<project_grants::Entity>(&tx).await?,
            reads_its_own::<projects::Entity>(&tx).await?,
            reads_its_own::<roles::Entity>(&tx).await?,
            reads_its_own::<team_members::Entity>(&tx).await?,
            reads_its_own::<team_transfers::Entity>(&tx).await?,
        ];
        assert_eq!(&BTreeSet::from(read), every);
        // What refers to other rows goes before them.
        let changed = [
            changes_its_own::<project_grants::Entity>(&tx, project_grants::Column::Level).await?,
            changes_its_own::<projects::Entity>(&tx, projects::Column::Name).await?,
            changes_its_own::<invitations::Entity>(&tx, invitations::Column::Email).await?,
            changes_its_own::<team_transfers::Entity>(&tx, team_transfers::Column::CreatedAt)
                .await?,
            changes_its_own::<team_members::Entity>(&tx, team_members::Column::JoinedAt).await?,
            changes_its_own::<roles::Entity>(&tx, roles::Column::Name).await?,
            changes_its_own::<audit_logs::Entity>(&tx, audit_logs::Column::Hash).await?,
            // Is only added to: a change does not compile.
            "audit_events".to_owned(),
        ];
        assert_eq!(&BTreeSet::from(changed), every);
        Ok(())
    })
    .await;
}

#[db_test]
async fn a_row_becomes_one_of_the_team_through_whose_door_it_comes(db: TestDb) {
    two_teams(&db).await;
    trying(&db, |tx| async move {
        let scoped = tx.of_team(A).await?;
        let mut row = line(Uuid::from_u128(9), B);
        row.seq = Set(2);
        let row = scoped.insert(row).await?;
        assert_eq!(row.team_id, A);
        let mut row = line(Uuid::from_u128(10), B);
        row.seq = Set(3);
        scoped.add(row).await?;
        let places = scoped.find::<audit_events::Entity>().all(&*scoped).await?;
        assert_eq!(places.len(), 3);
        Ok(())
    })
    .await;
}

#[db_test]
async fn a_row_is_added_anew_unless_the_team_has_one_with_its_key(db: TestDb) {
    two_teams(&db).await;
    trying(&db, |tx| async move {
        let scoped = tx.of_team(A).await?;
        let row = audit_logs::ActiveModel {
            team_id: Set(B),
            seq: Set(9),
            hash: Set("other".into()),
        };
        for expected in [0, 9] {
            scoped.add_new(row.clone()).await?;
            let log = scoped.find::<audit_logs::Entity>().one(&*scoped).await?;
            assert_eq!(log.map(|log| log.seq), Some(expected));
            scoped.delete::<audit_logs::Entity>().exec(&*scoped).await?;
        }
        let all = tx.across_teams().await?;
        let left = all.find::<audit_logs::Entity>().all(&*all).await?;
        let left: Vec<_> = left.iter().map(|log| (log.team_id, log.seq)).collect();
        assert_eq!(left, [(B, 0)]);
        Ok(())
    })
    .await;
}

async fn role(tx: &Tx, team: Uuid) -> Result<roles::Model, DbErr> {
    let scoped = tx.of_team(team).await?;
    let found = scoped.find::<roles::Entity>().one(&*scoped).await?;
    found.ok_or_else(|| DbErr::RecordNotFound(team.to_string()))
}

/// A change of a role, which says that it is of the other team.
fn rename(role: &roles::Model) -> roles::ActiveModel {
    roles::ActiveModel {
        id: Set(role.id),
        team_id: Set(B),
        name: Set("Other".into()),
        ..Default::default()
    }
}

#[db_test]
async fn a_row_is_saved_through_the_door_of_its_own_team_alone(db: TestDb) {
    two_teams(&db).await;
    trying(&db, |tx| async move {
        let (own, other) = (role(&tx, A).await?, role(&tx, B).await?);
        let scoped = tx.of_team(A).await?;
        let saved = scoped.save(rename(&own)).await?;
        let expected = roles::Model {
            name: "Other".into(),
            ..own
        };
        assert_eq!(saved, expected, "it stays the team's");
        for row in [
            rename(&other),
            // Of these nothing is to change: none is read by its key instead.
            other.clone().into_active_model(),
            saved.into_active_model(),
        ] {
            let refused = scoped.save(row).await.unwrap_err();
            assert!(matches!(refused, DbErr::RecordNotUpdated), "{refused}");
        }
        assert_eq!(role(&tx, B).await?, other);
        Ok(())
    })
    .await;
}

#[db_test]
async fn a_row_whose_key_is_its_team_is_saved_like_any_other(db: TestDb) {
    two_teams(&db).await;
    trying(&db, |tx| async move {
        let scoped = tx.of_team(A).await?;
        let until = |team| team_transfers::ActiveModel {
            team_id: Set(team),
            expires_at: Set(at(1)),
            ..Default::default()
        };
        let saved = scoped.save(until(A)).await?;
        assert_eq!((saved.team_id, saved.expires_at), (A, at(1)));
        let refused = scoped.save(until(B)).await.unwrap_err();
        assert!(matches!(refused, DbErr::RecordNotUpdated), "{refused}");
        let keyless = scoped.save(team_transfers::ActiveModel::default()).await;
        let error = keyless.unwrap_err();
        assert!(matches!(error, DbErr::PrimaryKeyNotSet { .. }), "{error}");
        Ok(())
    })
    .await;
}
