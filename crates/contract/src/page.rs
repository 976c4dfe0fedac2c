//! Lists: keyset pages, the same for every resource.

use serde::{Deserialize, Serialize};

/// The number of items in a page when the caller names none.
pub const DEFAULT_LIMIT: u32 = 25;
/// The largest page that is answered.
pub const MAX_LIMIT: u32 = 100;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; `null` on the last one.
    #[cfg_attr(feature = "openapi", schema(example = "eyJrIjoiMDE5YTNjNWUifQ"))]
    pub next_cursor: Option<String>,
    /// What to send as `cursor` for the page before; `null` on the first one.
    #[cfg_attr(feature = "openapi", schema(example = json!(null)))]
    pub previous_cursor: Option<String>,
}
