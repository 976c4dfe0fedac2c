use contract::{account::ChangeEmail, validation};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Alert, AlertVariant, Button, ButtonKind, Card, CardContent, CardDescription, CardFooter,
    CardHeader, CardTitle, FormField, Input, Toasts,
};

use crate::{
    client::{Result, use_client},
    contexts::{use_texts, use_user},
    forms::{FormErrors, Values, focus_first_error, name_of, use_alive},
    pages::step_up::use_step_up,
};

type Change = Action<ChangeEmail, Result<()>>;

/// Changes the address.
#[component]
pub(super) fn EmailForm() -> impl IntoView {
    let texts = use_texts();
    let email = use_user(|user| user.email.clone());
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let is_sent = RwSignal::new(false);
    let alive = use_alive();
    let change = use_change(form, errors, is_sent);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        is_sent.set(false);
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            change.dispatch(input);
        }
    };
    view! {
        <form
            method="post"
            novalidate=true
            node_ref=form
            on:submit=submit
            on:input=move |_| errors.follow(validation::check(&read(form)))
            on:focusout=move |ev| {
                // Nobody is blamed for passing by.
                if !read(form).email.is_empty() {
                    errors.leave(name_of(ev.target()), validation::check(&read(form)));
                }
            }
        >
            <Card>
                <CardHeader>
                    <CardTitle>{texts.account_email()}</CardTitle>
                    <CardDescription>
                        {move || email.with(|email| texts.account_email_text(email))}
                    </CardDescription>
                </CardHeader>
                <CardContent class="form-stack">
                    <FormField
                        id="new-email"
                        label=texts.account_email_new()
                        errors=errors.of("email")
                        required=true
                    >
                        <Input name="email" kind="email" autocomplete="email" />
                    </FormField>
                    <div aria-live="polite">
                        {move || is_sent.get().then(|| view! { <Sent /> })}
                    </div>
                </CardContent>
                <CardFooter>
                    <Button
                        kind=ButtonKind::Submit
                        disabled=Signal::derive(move || !alive.get())
                        loading=change.pending()
                    >
                        {texts.account_email_change()}
                    </Button>
                </CardFooter>
            </Card>
        </form>
    }
}

#[component]
fn Sent() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Alert variant=AlertVariant::Info title=texts.account_email_sent_title()>
            {texts.account_email_sent()}
        </Alert>
    }
}

fn use_change(form: NodeRef<html::Form>, errors: FormErrors, is_sent: RwSignal<bool>) -> Change {
    let texts = use_texts();
    let client = use_client();
    let step_up = use_step_up();
    let change = Action::new(move |input: &ChangeEmail| {
        let (client, input) = (client.clone(), input.clone());
        async move { client.change_email(&input).await }
    });
    let changed = change.value();
    Effect::new(move || match changed.get() {
        None => {}
        Some(Ok(())) => {
            errors.clear();
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            is_sent.set(true);
        }
        Some(Err(error)) if !error.fields().is_empty() => {
            errors.show(error.fields().to_vec());
            focus_first_error(form);
        }
        Some(Err(error)) => {
            let again = move || {
                change.dispatch(read(form));
            };
            step_up.refused(texts, &error, again);
        }
    });
    change
}

fn read(form: NodeRef<html::Form>) -> ChangeEmail {
    ChangeEmail {
        email: Values::of(form).get("email"),
    }
}
