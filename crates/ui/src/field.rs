use leptos::{context::Provider, prelude::*};

use crate::{
    class::classes,
    icon::{Icon, IconSize},
    icons,
};

/// What a [`FormField`] tells the control inside it.
#[derive(Clone)]
struct Field {
    id: String,
    hint: bool,
    required: bool,
    errors: Signal<Vec<String>>,
}

/// The attributes that tie a control to its field, or to nothing when it stands alone.
pub(crate) struct Control {
    /// The control's id: its own, or that of the field.
    pub(crate) id: Option<String>,
    /// Whether the browser asks for a value.
    pub(crate) required: bool,
    field: Option<Field>,
}

impl Control {
    /// Joins a control's own props with the field around it.
    pub(crate) fn in_field(id: Option<String>, required: bool) -> Self {
        let field = use_context::<Field>();
        Self {
            id: id.or_else(|| field.as_ref().map(|field| field.id.clone())),
            required: required || field.as_ref().is_some_and(|field| field.required),
            field,
        }
    }

    /// Names the hint and, while there are any, the errors.
    pub(crate) fn described_by(&self) -> Option<impl Fn() -> Option<String> + Send + use<>> {
        self.field.clone().map(|field| {
            move || {
                let hint = field.hint.then(|| format!("{}-hint", field.id));
                let errors = field
                    .errors
                    .with(|errors| (!errors.is_empty()).then(|| format!("{}-errors", field.id)));
                match (hint, errors) {
                    (Some(hint), Some(errors)) => Some(format!("{hint} {errors}")),
                    (hint, errors) => hint.or(errors),
                }
            }
        })
    }

    /// Says that the value was refused.
    pub(crate) fn invalid(&self) -> Option<impl Fn() -> Option<&'static str> + Send + use<>> {
        let errors = self.field.as_ref().map(|field| field.errors);
        errors.map(|errors| move || errors.with(|errors| (!errors.is_empty()).then_some("true")))
    }
}

/// A label, one control, a hint and what is wrong with the value.
///
/// The control inside ([`crate::Input`], [`crate::PasswordInput`], [`crate::Select`],
/// [`crate::Combobox`]) takes `id` and is described by `{id}-hint` and `{id}-errors`. Errors that
/// appear later are announced politely.
#[component]
pub fn FormField(
    /// The control's id, from which all others are derived. Unique in the page.
    #[prop(into)]
    id: String,
    /// The control's name for people.
    #[prop(into)]
    label: String,
    /// Help that is always shown.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the value, in words; empty while nothing is known to be.
    #[prop(optional, into)]
    errors: Signal<Vec<String>>,
    /// Whether a value must be given. As that is the rule, the label says nothing about it; what
    /// may be left empty says so in `aside`.
    #[prop(optional)]
    required: bool,
    /// What stands at the end of the label's line, such as a link.
    #[prop(optional, into)]
    aside: ViewFn,
    /// Classes added after the field's own.
    #[prop(optional, into)]
    class: String,
    /// The control.
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let errors_id = format!("{id}-errors");
    let field = Field {
        id: id.clone(),
        hint: hint.is_some(),
        required,
        errors,
    };
    view! {
        <div data-slot="field" class=classes(&["field", &class])>
            <div data-slot="field-header" class="field-header">
                <label data-slot="label" class="label" for=id>
                    {label}
                </label>
                {aside.run()}
            </div>
            <Provider value=field>{children()}</Provider>
            {hint
                .map(|hint| {
                    view! {
                        <p data-slot="field-hint" class="field-hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            <div data-slot="field-errors" class="field-errors" id=errors_id aria-live="polite">
                {move || errors.get().into_iter().map(field_error).collect_view()}
            </div>
        </div>
    }
}

/// One line of what is wrong, for a script that writes below fields without this crate: it copies
/// the line and fills its `<span>`.
#[component]
pub fn FieldErrorTemplate(
    /// The template's id.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    view! { <template id=id>{field_error(String::new())}</template> }
}

fn field_error(text: String) -> impl IntoView {
    view! {
        <p data-slot="field-error" class="field-error">
            <Icon icon=icons::CIRCLE_ALERT size=IconSize::Sm />
            <span>{text}</span>
        </p>
    }
}
