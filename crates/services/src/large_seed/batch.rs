use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable};

use super::Seeding;
use crate::Result;

/// How many values one statement may hold, on either database.
const VALUES: usize = 30_000;
/// How many rows one transaction holds.
const ROWS: usize = 20_000;

/// Rows that are written together.
pub(super) struct Batch<'a, M> {
    seeding: &'a Seeding<'a>,
    what: &'static str,
    rows: Vec<M>,
    written: usize,
}

impl<'a, M> Batch<'a, M> {
    pub(super) const fn new(seeding: &'a Seeding<'a>, what: &'static str) -> Self {
        Self {
            seeding,
            what,
            rows: Vec::new(),
            written: 0,
        }
    }

    pub(super) async fn add<A>(&mut self, row: M) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        self.rows.push(row);
        if self.rows.len() < ROWS {
            return Ok(());
        }
        self.flush().await
    }

    /// Adds a row that waits for the end, whatever else waits.
    pub(super) fn push(&mut self, row: M) {
        self.rows.push(row);
    }

    pub(super) async fn end<A>(mut self) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        self.flush().await
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "rows of any table, which the seed has made for teams of its own"
    )]
    async fn flush<A>(&mut self) -> Result<()>
    where
        M: IntoActiveModel<A> + Clone + Send + Sync,
        A: ActiveModelTrait + Send + Sync,
    {
        let rows = std::mem::take(&mut self.rows);
        let columns = <A::Entity as EntityTrait>::Column::iter().count();
        let size = VALUES / columns.max(1);
        self.seeding
            .ctx
            .db
            .write(|tx| {
                let rows = &rows;
                async move {
                    let all = tx.across_teams().await?;
                    for chunk in rows.chunks(size) {
                        let chunk = chunk
                            .iter()
                            .map(|row| row.clone().into_active_model().reset_all());
                        <A::Entity as EntityTrait>::insert_many(chunk)
                            .exec_without_returning(&*all)
                            .await?;
                    }
                    Ok::<_, crate::Error>(())
                }
            })
            .await?;
        self.written += rows.len();
        (self.seeding.progress)(self.what, self.written);
        Ok(())
    }
}
