//! Keyset pages: where a page begins, as an opaque word.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use contract::{
    Page, page,
    validation::{FieldError, Params, code},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select, Value,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Error, Result};

/// A list in one of its orders: what a cursor is made for, and good for alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    list: &'static str,
    sort: &'static str,
}

impl Listing {
    /// A list, which no other is called, in the order `sort`.
    pub(crate) const fn new(list: &'static str, sort: &'static str) -> Self {
        Self { list, sort }
    }

    /// A list that shows the newest row first.
    pub(crate) const fn newest_first(list: &'static str) -> Self {
        Self::new(list, "-created_at")
    }

    /// Reads a cursor that was made for it, if there is one.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with `malformed` if it was made for another list, or by nobody here.
    pub(crate) fn cursor(self, text: Option<String>) -> Result<Option<Cursor>> {
        text.map(|text| Cursor::decode(&text, self)).transpose()
    }

    /// How its cursors name it.
    pub(crate) fn name(self) -> String {
        let Self { list, sort } = self;
        format!("{list} {sort}")
    }
}

/// The row beside which a page begins, and on which side.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Cursor {
    /// The name of the listing that the cursor was made for.
    pub(crate) listing: String,
    /// The row's value of the sorted column.
    pub(crate) key: String,
    /// The row's id, which tells equal keys apart.
    pub(crate) id: Uuid,
    /// Whether the page lies before the row.
    pub(crate) before: bool,
}

impl Cursor {
    /// Reads a cursor made for `listing`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with `malformed` if it was not made by [`encode`](Self::encode) for it.
    fn decode(text: &str, listing: Listing) -> Result<Self> {
        let listing = listing.name();
        BASE64_URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|json| serde_json::from_slice::<Self>(&json).ok())
            .filter(|cursor| cursor.listing == listing && !cursor.key.contains('\0'))
            .ok_or_else(|| Error::field("cursor", code::MALFORMED))
    }

    /// The row's value of a sorted column of times.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with `malformed` if it is no time.
    pub(crate) fn key_as_time(&self) -> Result<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(&self.key)
            .map(|at| at.to_utc())
            .map_err(|_not_a_time| Error::field("cursor", code::MALFORMED))
    }

    /// The row's value of a sorted column of numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] with `malformed` if it is no number.
    pub(crate) fn key_as_number(&self) -> Result<i64> {
        self.key
            .parse()
            .map_err(|_not_a_number| Error::field("cursor", code::MALFORMED))
    }

    fn encode(&self) -> Result<String> {
        let json = serde_json::to_vec(self).map_err(Error::internal)?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(json))
    }
}

/// Cuts the rows of a page from `cursor` on, newest first, at most `limit` of them.
///
/// # Errors
///
/// [`Error::Invalid`] with `malformed` if the cursor names no time.
pub(crate) fn newest_first<E: EntityTrait>(
    select: Select<E>,
    created_at: E::Column,
    id: E::Column,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Select<E>> {
    by_time(select, Order::Desc, created_at, id, cursor, limit)
}

/// Cuts the rows of a page from `cursor` on, in the order of a time, at most `limit` of them.
///
/// # Errors
///
/// [`Error::Invalid`] with `malformed` if the cursor names no time.
pub(crate) fn by_time<E: EntityTrait>(
    select: Select<E>,
    order: Order,
    time: E::Column,
    id: E::Column,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Select<E>> {
    let key = |cursor: &Cursor| Ok(cursor.key_as_time()?.into());
    by(select, order, (time, key), id, cursor, limit)
}

/// Cuts the rows of a page from `cursor` on, in the order of a text, at most `limit` of them.
///
/// # Errors
///
/// As [`by_time`], though any text will do.
pub(crate) fn by_text<E: EntityTrait>(
    select: Select<E>,
    order: Order,
    text: E::Column,
    id: E::Column,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Select<E>> {
    let key = |cursor: &Cursor| Ok(cursor.key.as_str().into());
    by(select, order, (text, key), id, cursor, limit)
}

/// A page before a row is read away from that row, and turned round by [`paginate`].
fn by<E: EntityTrait>(
    select: Select<E>,
    order: Order,
    (column, key): (E::Column, impl Fn(&Cursor) -> Result<Value>),
    id: E::Column,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Select<E>> {
    let is_backwards = cursor.is_some_and(|cursor| cursor.before);
    let order = if is_backwards { reversed(order) } else { order };
    let is_ascending = order == Order::Asc;
    let select = select
        .order_by(column, order.clone())
        .order_by(id, order)
        .limit(u64::try_from(limit).map_err(Error::internal)?);
    let Some(cursor) = cursor else {
        return Ok(select);
    };
    let value = key(cursor)?;
    // The bound by itself is what an index can be entered at, however far the page is; the rest tells
    // equal keys apart.
    let (bound, beyond, beside) = if is_ascending {
        (
            column.gte(value.clone()),
            column.gt(value),
            id.gt(cursor.id),
        )
    } else {
        (
            column.lte(value.clone()),
            column.lt(value),
            id.lt(cursor.id),
        )
    };
    Ok(select
        .filter(bound)
        .filter(Condition::any().add(beyond).add(beside)))
}

fn reversed(order: Order) -> Order {
    match order {
        Order::Asc => Order::Desc,
        Order::Desc => Order::Asc,
        other => other,
    }
}

/// A filter by a text, unless it is empty.
pub(crate) fn wanted(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// The number of rows that a page shall have: more than the most is read as the most.
///
/// # Errors
///
/// [`Error::Invalid`] with `out_of_range` if it shall have none.
pub(crate) fn limit(asked: Option<u32>) -> Result<usize> {
    let asked = asked.unwrap_or(page::DEFAULT_LIMIT);
    if asked == 0 {
        return Err(Error::Invalid(vec![FieldError {
            params: Params {
                min: Some(1),
                max: Some(page::MAX_LIMIT.into()),
            },
            ..FieldError::new("limit", code::OUT_OF_RANGE)
        }]));
    }
    Ok(asked.min(page::MAX_LIMIT) as usize)
}

/// Makes a page of rows that were read from `cursor` on, one more than `limit` if there are more.
///
/// Rows read backwards come in backwards order and are turned round here.
pub(crate) fn paginate<R, T>(
    mut rows: Vec<R>,
    limit: usize,
    listing: Listing,
    cursor: Option<&Cursor>,
    key: impl Fn(&R) -> (String, Uuid),
    view: impl Fn(R) -> Result<T>,
) -> Result<Page<T>> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let backwards = cursor.is_some_and(|cursor| cursor.before);
    if backwards {
        rows.reverse();
    }
    let beside = |row: Option<&R>, before: bool| {
        row.map(|row| {
            let (key, id) = key(row);
            Cursor {
                listing: listing.name(),
                key,
                id,
                before,
            }
            .encode()
        })
        .transpose()
    };
    // The row that a cursor names lies on its other side.
    let has_next = if backwards { true } else { more };
    let has_previous = if backwards { more } else { cursor.is_some() };
    let next_cursor = if has_next {
        beside(rows.last(), false)?
    } else {
        None
    };
    let previous_cursor = if has_previous {
        beside(rows.first(), true)?
    } else {
        None
    };
    let items = rows.into_iter().map(view).collect::<Result<_>>()?;
    Ok(Page {
        items,
        next_cursor,
        previous_cursor,
    })
}

#[cfg(test)]
mod tests {
    use db::{entity::users, global};
    use sea_orm::{DatabaseBackend, QueryTrait};

    use super::*;

    #[test]
    fn a_page_has_some_rows_and_a_hundred_at_most() {
        for (asked, rows) in [
            (None, 25),
            (Some(1), 1),
            (Some(100), 100),
            (Some(101), 100),
            (Some(u32::MAX), 100),
        ] {
            assert_eq!(limit(asked).unwrap(), rows, "{asked:?}");
        }
        let Err(Error::Invalid(fields)) = limit(Some(0)) else {
            panic!("a page without rows");
        };
        let [FieldError { path, code, params }] = &*fields else {
            panic!("{fields:?}");
        };
        assert_eq!((&**path, &**code), ("limit", code::OUT_OF_RANGE));
        assert_eq!((params.min, params.max), (Some(1), Some(100)));
    }

    #[test]
    fn a_cursor_is_good_for_its_list_in_its_order_alone() {
        let teams = Listing::newest_first("teams");
        let cursor = Cursor {
            listing: teams.name(),
            key: "2026-03-02T09:41:07.215604Z".to_owned(),
            id: Uuid::nil(),
            before: false,
        };
        let text = cursor.encode().unwrap();
        assert_eq!(Cursor::decode(&text, teams).unwrap(), cursor);
        for other in [
            Listing::new("teams", "created_at"),
            Listing::newest_first("sessions"),
            Listing::newest_first("all_teams"),
        ] {
            let refused = Cursor::decode(&text, other).unwrap_err();
            assert!(matches!(refused, Error::Invalid(_)), "{other:?}");
        }
    }

    /// Without it, whoever asks for the hundredth page has the ninety-nine before read once more.
    #[test]
    fn a_page_is_entered_at_a_bound_of_its_index() {
        for (order, before, bound) in [
            (Order::Asc, false, ">="),
            (Order::Asc, true, "<="),
            (Order::Desc, false, "<="),
            (Order::Desc, true, ">="),
        ] {
            let cursor = Cursor {
                listing: Listing::new("users", "email").name(),
                key: "ada@example.com".to_owned(),
                id: Uuid::nil(),
                before,
            };
            let (select, email) = (global::<users::Entity>(), users::Column::Email);
            let page = by_text(select, order, email, users::Column::Id, Some(&cursor), 3).unwrap();
            let sql = page.build(DatabaseBackend::Sqlite).to_string();
            let wanted = format!(r#""users"."email" {bound} 'ada@example.com' AND ("#);
            assert!(sql.contains(&wanted), "{sql}");
        }
    }
}
