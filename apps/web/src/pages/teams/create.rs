//! A new team.

use contract::{
    teams::{Team, TeamCreate},
    validation,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonLink, ButtonVariant, Card, CardContent, CardFooter, Container,
    ContainerSize, FormField, Gap, Input, PageHeader, Stack, Toasts,
};

use super::address::{self, AddressHint};
use crate::{
    browser,
    client::{Result, use_client},
    contexts::{set_title, use_texts},
    forms::{FormErrors, Values, focus_first_error, name_of, use_alive},
    layout::place::team_page,
    queries::use_queries,
};

type Create = Action<TeamCreate, Result<Team>>;

/// The page.
#[component]
pub(super) fn NewTeam() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.teams_create());
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let alive = use_alive();
    let create = use_create(form, errors);
    let address = RwSignal::new(None);
    let tell = move || {
        let TeamCreate { name, slug } = read(form);
        let slug = slug.unwrap_or_default();
        address.set(address::told(texts, &slug, &name));
    };
    // A browser may have kept what was typed before.
    Effect::new(move || {
        if form.get().is_some() {
            tell();
        }
    });
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = read(form);
        if errors.accept(form, validation::check(&input)) {
            create.dispatch(input);
        }
    };
    view! {
        <Container size=ContainerSize::Sm>
            <Stack gap=Gap::Lg>
                <PageHeader title=texts.teams_create() description=texts.teams_create_text() />
                <form
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| {
                        errors.follow(validation::check(&read(form)));
                        tell();
                    }
                    on:focusout=move |ev| {
                        errors.leave(name_of(ev.target()), validation::check(&read(form)));
                    }
                >
                    <Card>
                        <CardContent class="form-stack">
                            <Fields errors address />
                        </CardContent>
                        <CardFooter>
                            <ButtonLink href="/teams" variant=ButtonVariant::Outline>
                                {texts.action_cancel()}
                            </ButtonLink>
                            <Button
                                kind=ButtonKind::Submit
                                disabled=Signal::derive(move || !alive.get())
                                loading=create.pending()
                            >
                                {texts.teams_create()}
                            </Button>
                        </CardFooter>
                    </Card>
                </form>
            </Stack>
        </Container>
    }
}

#[component]
fn Fields(errors: FormErrors, address: RwSignal<Option<String>>) -> impl IntoView {
    let texts = use_texts();
    view! {
        <FormField
            id="team-name"
            label=texts.teams_name()
            errors=errors.of("name")
            required=true
        >
            <Input name="name" autocomplete="organization" />
        </FormField>
        <FormField
            id="team-slug"
            label=texts.teams_slug()
            hint=texts.teams_slug_hint()
            errors=errors.of("slug")
            aside=move || {
                view! {
                    <span class="text-muted text-sm">
                        {texts.state_optional()}
                    </span>
                }
            }
        >
            <Input name="slug" autocomplete="off" attr:dir="ltr" />
            <AddressHint address />
        </FormField>
    }
}

fn use_create(form: NodeRef<html::Form>, errors: FormErrors) -> Create {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let create = Action::new(move |input: &TeamCreate| {
        let (client, input) = (client.clone(), input.clone());
        async move { queries.in_team(client.create_team(&input)).await }
    });
    let created = create.value();
    Effect::new(move || match created.get() {
        None => {}
        // The frame of a team comes with its document.
        Some(Ok(team)) => browser::load(&team_page(&team.slug, "")),
        Some(Err(error)) if errors.answer(&error) => focus_first_error(form),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    create
}

fn read(form: NodeRef<html::Form>) -> TeamCreate {
    let values = Values::of(form);
    TeamCreate {
        name: values.get("name"),
        slug: Some(values.get("slug").trim().to_owned()).filter(|slug| !slug.is_empty()),
    }
}
