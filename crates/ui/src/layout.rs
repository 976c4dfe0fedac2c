use leptos::prelude::*;

use crate::class::classes;

/// How wide a [`Container`] may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContainerSize {
    /// One form, 400 pixels.
    Xs,
    /// Text to read, 640 pixels.
    Sm,
    /// Settings, 800 pixels.
    Md,
    /// A page of the app, 1120 pixels.
    #[default]
    Lg,
    /// A landing page, 1280 pixels.
    Xl,
}

impl ContainerSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Xs => "container-xs",
            Self::Sm => "container-sm",
            Self::Md => "container-md",
            Self::Lg => "container-lg",
            Self::Xl => "container-xl",
        }
    }
}

/// Centres its content and keeps it off the edges of the screen.
#[component]
pub fn Container(
    /// How wide it may grow.
    #[prop(optional)]
    size: ContainerSize,
    /// Classes added after the container's own.
    #[prop(optional, into)]
    class: String,
    /// Anything.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="container" class=classes(&["container", size.class(), &class])>
            {children()}
        </div>
    }
}

/// A part of a page with room above and below.
#[component]
pub fn Section(
    /// The id of the heading that names it; without one it is no landmark.
    #[prop(optional, into)]
    labelled_by: Option<String>,
    /// The element's id, to link to.
    #[prop(optional, into)]
    id: Option<String>,
    /// Classes added after the section's own.
    #[prop(optional, into)]
    class: String,
    /// Anything.
    children: Children,
) -> impl IntoView {
    view! {
        <section
            data-slot="section"
            id=id
            class=classes(&["section", &class])
            aria-labelledby=labelled_by
        >
            {children()}
        </section>
    }
}

/// How many columns a [`Grid`] has where there is room; one where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridColumns {
    /// Two.
    Two,
    /// Three.
    #[default]
    Three,
    /// Four.
    Four,
}

impl GridColumns {
    const fn class(self) -> &'static str {
        match self {
            Self::Two => "grid-2",
            Self::Three => "grid-3",
            Self::Four => "grid-4",
        }
    }
}

/// Columns of equal width.
#[component]
pub fn Grid(
    /// How many where there is room.
    #[prop(optional)]
    columns: GridColumns,
    /// The distance between cells.
    #[prop(optional)]
    gap: Gap,
    /// Classes added after the grid's own.
    #[prop(optional, into)]
    class: String,
    /// The cells.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="grid" class=classes(&["grid", columns.class(), gap.class(), &class])>
            {children()}
        </div>
    }
}

/// The distance between the parts of a [`Stack`] or a [`Grid`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// 4 pixels.
    Xs,
    /// 8 pixels.
    Sm,
    /// 16 pixels.
    #[default]
    Md,
    /// 24 pixels.
    Lg,
    /// 40 pixels.
    Xl,
}

impl Gap {
    const fn class(self) -> &'static str {
        match self {
            Self::Xs => "gap-xs",
            Self::Sm => "gap-sm",
            Self::Md => "gap-md",
            Self::Lg => "gap-lg",
            Self::Xl => "gap-xl",
        }
    }
}

/// How the parts of a [`Stack`] follow one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StackDirection {
    /// Below one another.
    #[default]
    Column,
    /// Beside one another, wrapping where there is no room.
    Row,
    /// Beside one another on one line, as an avatar and a name.
    Line,
    /// Beside one another, with all spare room between them.
    Spread,
}

impl StackDirection {
    const fn class(self) -> &'static str {
        match self {
            Self::Column => "stack-column",
            Self::Row => "stack-row",
            Self::Line => "stack-row stack-line",
            Self::Spread => "stack-row stack-spread",
        }
    }
}

/// Parts at an even distance.
#[component]
pub fn Stack(
    /// How they follow one another.
    #[prop(optional)]
    direction: StackDirection,
    /// The distance between them.
    #[prop(optional)]
    gap: Gap,
    /// Classes added after the stack's own.
    #[prop(optional, into)]
    class: String,
    /// The parts.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="stack" class=classes(&["stack", direction.class(), gap.class(), &class])>
            {children()}
        </div>
    }
}

/// The head of a page: its one `<h1>`, a sentence, and actions at the end of the line.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What the page is for.
    #[prop(optional, into)]
    description: Option<String>,
    /// Classes added after the header's own.
    #[prop(optional, into)]
    class: String,
    /// Actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div data-slot="page-header" class=classes(&["page-header", &class])>
            <div class="page-heading">
                <h1 data-slot="page-title" class="page-title">
                    {title}
                </h1>
                {description
                    .map(|description| {
                        view! {
                            <p data-slot="page-description" class="page-description">
                                {description}
                            </p>
                        }
                    })}
            </div>
            {children
                .map(|children| {
                    view! {
                        <div data-slot="page-actions" class="page-actions">
                            {children()}
                        </div>
                    }
                })}
        </div>
    }
}
