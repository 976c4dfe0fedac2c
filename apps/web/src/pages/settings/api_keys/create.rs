use contract::{
    api_keys::{CreateApiKey, NewApiKey, Scope},
    validation,
};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, Checkbox, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, FormField, Input, Select, SelectOption, Toasts,
};

use super::secret::Secret;
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error},
    pages::step_up::use_step_up,
    queries::use_queries,
};

/// The lives, in days, that the form offers beside a life without end.
const LIVES: [u16; 4] = [7, 30, 90, 365];
/// The one that is chosen at first.
const USUAL_LIFE: &str = "90";

type Create = Action<CreateApiKey, Result<NewApiKey>>;

/// Asks what a new key shall be.
#[component]
pub(super) fn CreateDialog(open: RwSignal<bool>, secret: Secret) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let create = use_create(open, secret, form, errors);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            create.dispatch(input);
        }
    };
    view! {
        <Dialog id="create-key" open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{texts.api_keys_create()}</DialogTitle>
                <DialogDescription>{texts.api_keys_create_text()}</DialogDescription>
                <form
                    id="create-key-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&read(form)))
                >
                    <FormField
                        id="key-name"
                        label=texts.api_keys_name()
                        hint=texts.api_keys_name_hint()
                        errors=errors.of("name")
                        required=true
                    >
                        <Input name="name" autocomplete="off" />
                    </FormField>
                    <Scopes errors />
                    <FormField id="key-expiry" label=texts.api_keys_expiry()>
                        <Select name="expiry" value=USUAL_LIFE options=lives(texts) />
                    </FormField>
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        kind=ButtonKind::Submit
                        form="create-key-form"
                        loading=create.pending()
                    >
                        {texts.api_keys_create()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

fn use_create(
    open: RwSignal<bool>,
    secret: Secret,
    form: NodeRef<html::Form>,
    errors: FormErrors,
) -> Create {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let create = Action::new(move |input: &CreateApiKey| {
        let (client, input) = (client.clone(), input.clone());
        async move { queries.create_api_key(&client, &input).await }
    });
    let made = create.value();
    Effect::new(move || match made.get() {
        None => {}
        Some(Ok(made)) => {
            errors.clear();
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            open.set(false);
            secret.show(made.key);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            let again = move || {
                create.dispatch(read(form));
            };
            if !step_up.asks(&error, again) {
                open.set(false);
                Toasts.danger(texts.error(error.code()).unwrap_or_default());
            }
        }
    });
    create
}

#[component]
fn Scopes(errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let refused = errors.of("scopes");
    let boxes = Scope::ALL
        .iter()
        .map(|scope| {
            view! {
                <Checkbox
                    id=format!("scope-{}", scope.as_str().replace(':', "-"))
                    name=scope.as_str()
                    hint=scope.as_str()
                >
                    {words(texts, *scope)}
                </Checkbox>
            }
        })
        .collect_view();
    view! {
        <fieldset class="key-scopes" aria-describedby="key-scopes-errors">
            <legend class="label">{texts.api_keys_scopes()}</legend>
            {boxes}
            <p id="key-scopes-errors" class="field-error" aria-live="polite">
                {move || {
                    let is_missing = refused.with(|errors| !errors.is_empty());
                    is_missing.then(|| texts.api_keys_scopes_missing())
                }}
            </p>
        </fieldset>
    }
}

fn read(form: NodeRef<html::Form>) -> CreateApiKey {
    let values = Values::of(form);
    CreateApiKey {
        name: values.get("name"),
        scopes: Scope::ALL
            .iter()
            .copied()
            .filter(|scope| !values.get(scope.as_str()).is_empty())
            .collect(),
        expires_in_days: values.get("expiry").parse().ok(),
    }
}

fn lives(texts: &Texts) -> Vec<SelectOption> {
    let never = SelectOption::new("", texts.api_keys_expiry_never());
    LIVES
        .iter()
        .map(|days| SelectOption::new(days.to_string(), texts.api_keys_expiry_days((*days).into())))
        .chain([never])
        .collect()
}

/// What a scope allows, in words.
fn words(texts: &'static Texts, scope: Scope) -> &'static str {
    texts.permission(scope.as_str()).unwrap_or(scope.as_str())
}
