use leptos::prelude::*;

use crate::{
    class::{classes, present},
    icon::{Icon, IconSize},
    icons,
};

/// A table whose rows are stacked on a phone, each cell on a line of its own, and that scrolls
/// sideways elsewhere if it does not fit.
///
/// The scrolled part is a named region that the keyboard can reach. Roles are said in so many words:
/// a stacked row is laid out as no table is, and would lose them.
#[component]
pub fn Table(
    /// The name of the table.
    #[prop(into)]
    label: String,
    /// Whether it is a table on a phone too, as one of few columns or with orders to choose from.
    #[prop(optional)]
    keeps_columns: bool,
    /// Classes added after the container's own.
    #[prop(optional, into)]
    class: String,
    /// [`TableHeader`] and [`TableBody`].
    children: Children,
) -> impl IntoView {
    let region_label = label.clone();
    let stacks = if keeps_columns { "" } else { "table-stacks" };
    view! {
        <div
            data-slot="table-container"
            class=classes(&["table-container", stacks, &class])
            role="region"
            aria-label=region_label
            tabindex="0"
        >
            <table data-slot="table" class="table" role="table" aria-label=label>
                {children()}
            </table>
        </div>
    }
}

/// The head of a [`Table`]: one row of [`TableHead`] and [`SortableHead`].
#[component]
pub fn TableHeader(
    /// The cells of the row.
    children: Children,
) -> impl IntoView {
    view! {
        <thead data-slot="table-header" class="table-header" role="rowgroup">
            <tr role="row">{children()}</tr>
        </thead>
    }
}

/// The rows of a [`Table`].
#[component]
pub fn TableBody(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <tbody data-slot="table-body" class="table-body" role="rowgroup">
            {children()}
        </tbody>
    }
}

/// A row of a [`TableBody`].
#[component]
pub fn TableRow(
    /// Classes added after the row's own.
    #[prop(optional, into)]
    class: String,
    /// The cells.
    children: Children,
) -> impl IntoView {
    view! {
        <tr data-slot="table-row" class=classes(&["table-row", &class]) role="row">
            {children()}
        </tr>
    }
}

/// The head of a column.
#[component]
pub fn TableHead(
    /// Whether the column is of numbers and runs to the end of the line.
    #[prop(optional)]
    numeric: bool,
    /// Classes added after the cell's own.
    #[prop(optional, into)]
    class: String,
    /// The column's name.
    children: Children,
) -> impl IntoView {
    view! {
        <th
            data-slot="table-head"
            class=classes(&["table-head", align(numeric), &class])
            role="columnheader"
            scope="col"
        >
            {children()}
        </th>
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortDirection {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl SortDirection {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// The head of a column whose link sorts by it.
///
/// The ARIA sortable table pattern, with a link for the button so that the order has an address.
#[component]
pub fn SortableHead(
    /// Where the table is sorted by this column, the other way round if it is already.
    #[prop(into)]
    href: String,
    /// How the table is sorted by this column now, if it is.
    sort: Option<SortDirection>,
    /// Whether the column is of numbers and runs to the end of the line.
    #[prop(optional)]
    numeric: bool,
    /// Classes added after the cell's own.
    #[prop(optional, into)]
    class: String,
    /// The column's name.
    children: Children,
) -> impl IntoView {
    let icon = match sort {
        None => icons::CHEVRONS_UP_DOWN,
        Some(SortDirection::Ascending) => icons::CHEVRON_UP,
        Some(SortDirection::Descending) => icons::CHEVRON_DOWN,
    };
    view! {
        <th
            data-slot="table-head"
            class=classes(&["table-head", align(numeric), &class])
            role="columnheader"
            scope="col"
            aria-sort=sort.map(SortDirection::as_str)
        >
            <a data-slot="table-sort" class="table-sort" href=href>
                {children()}
                <Icon icon size=IconSize::Sm />
            </a>
        </th>
    }
}

/// A cell of a [`TableRow`].
#[component]
pub fn TableCell(
    /// Whether it is a number and runs to the end of the line.
    #[prop(optional)]
    numeric: bool,
    /// Whether it names the row.
    #[prop(optional)]
    header: bool,
    /// The column's name, shown beside it where the row is stacked; without one it speaks for itself.
    #[prop(optional, into)]
    label: String,
    /// Classes added after the cell's own.
    #[prop(optional, into)]
    class: String,
    /// Anything.
    children: Children,
) -> impl IntoView {
    let class = classes(&["table-cell", align(numeric), &class]);
    let label = present(label);
    if header {
        view! {
            <th data-slot="table-cell" class=class role="rowheader" scope="row" data-label=label>
                {children()}
            </th>
        }
        .into_any()
    } else {
        view! {
            <td data-slot="table-cell" class=class role="cell" data-label=label>
                {children()}
            </td>
        }
        .into_any()
    }
}

const fn align(numeric: bool) -> &'static str {
    if numeric { "table-numeric" } else { "" }
}
