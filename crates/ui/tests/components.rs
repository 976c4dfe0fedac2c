//! What each component renders on the server: roles, names, ids and attributes.

use leptos::prelude::*;
use ui::*;

/// Renders as the server does, without the comments that mark places for hydration.
fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    html.replace("<!>", "").replace("<!---->", "")
}

/// Asserts that every one of the parts is in the HTML.
#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "no `{part}` in\n{html}");
    }
}

/// Asserts that none of the parts is in the HTML.
#[track_caller]
fn lacks(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(!html.contains(part), "`{part}` in\n{html}");
    }
}

#[test]
fn button_has_a_class_per_variant_and_size() {
    for (variant, class) in [
        (ButtonVariant::Primary, "button-primary"),
        (ButtonVariant::Secondary, "button-secondary"),
        (ButtonVariant::Outline, "button-outline"),
        (ButtonVariant::Ghost, "button-ghost"),
        (ButtonVariant::Danger, "button-danger"),
        (ButtonVariant::Link, "button-link"),
    ] {
        let html = render(move || view! { <Button variant class="wide">"Save"</Button> });
        let classes = format!("class=\"button {class} button-md wide\"");
        has(
            &html,
            &[
                "<button",
                "data-slot=\"button\"",
                "type=\"button\"",
                &classes,
                "Save",
            ],
        );
        lacks(&html, &["disabled", "aria-busy", "spinner"]);
    }
    for (size, class) in [
        (ButtonSize::Sm, "button-sm"),
        (ButtonSize::Lg, "button-lg"),
        (ButtonSize::Icon, "button-icon"),
    ] {
        has(
            &render(move || view! { <Button size>"Save"</Button> }),
            &[class],
        );
    }
}

#[test]
fn loading_button_is_busy_and_disabled_and_keeps_its_name() {
    let html = render(|| view! { <Button loading=true>"Save"</Button> });
    has(
        &html,
        &[
            "aria-busy=\"true\"",
            " disabled",
            "data-slot=\"spinner\"",
            "Save",
        ],
    );
    let html = render(|| view! { <Button loading=false>"Save"</Button> });
    lacks(&html, &["aria-busy", "disabled", "spinner"]);
}

#[test]
fn button_carries_what_its_form_needs() {
    let html = render(|| {
        view! {
            <Button kind=ButtonKind::Submit form="theme" name="theme" value="dark" label="Dark">
                "D"
            </Button>
        }
    });
    has(
        &html,
        &[
            "type=\"submit\"",
            "form=\"theme\"",
            "name=\"theme\"",
            "value=\"dark\"",
            "aria-label=\"Dark\"",
        ],
    );
}

#[test]
fn attributes_and_handlers_written_on_a_component_reach_its_root() {
    let html = render(|| view! { <Button attr:data-test="x" on:click=|_| {}>"Save"</Button> });
    has(&html, &["<button", "data-test=\"x\""]);
}

#[test]
fn links_to_other_documents_say_so() {
    let html = render(|| view! { <ButtonLink href="/login" external=true>"Sign in"</ButtonLink> });
    has(
        &html,
        &[
            "<a",
            "href=\"/login\"",
            "rel=\"external\"",
            "button-primary",
        ],
    );
    let html = render(|| view! { <Link href="/terms">"Terms"</Link> });
    has(&html, &["data-slot=\"link\"", "href=\"/terms\""]);
    lacks(&html, &["rel="]);
}

#[test]
fn field_ties_label_hint_and_errors_to_its_control() {
    let html = render(|| {
        view! {
            <FormField
                id="email"
                label="Email"
                hint="We never show it."
                required=true
                errors=vec!["Not an address.".to_owned(), "Too long.".to_owned()]
            >
                <Input name="email" kind="email" value="ada" autocomplete="email" />
            </FormField>
        }
    });
    has(
        &html,
        &[
            "for=\"email\"",
            "id=\"email\"",
            "id=\"email-hint\"",
            "id=\"email-errors\"",
            "aria-live=\"polite\"",
            "aria-describedby=\"email-hint email-errors\"",
            "aria-invalid=\"true\"",
            " required",
            "type=\"email\"",
            "value=\"ada\"",
            "autocomplete=\"email\"",
            "Not an address.",
            "Too long.",
        ],
    );
}

#[test]
fn field_without_hint_or_errors_describes_nothing() {
    let html = render(|| {
        view! {
            <FormField id="name" label="Name">
                <Input name="name" />
            </FormField>
        }
    });
    has(&html, &["id=\"name\"", "type=\"text\""]);
    lacks(
        &html,
        &["aria-describedby", "aria-invalid", " required", "value="],
    );
}

#[test]
fn control_outside_of_a_field_is_not_taken_for_one_beside_it() {
    let html = render(|| {
        view! {
            <FormField id="name" label="Name" required=true>
                <Input name="name" />
            </FormField>
            <Input name="search" kind="search" label="Search" />
        }
    });
    assert_eq!(html.matches("id=\"name\"").count(), 1, "{html}");
    assert_eq!(html.matches(" required").count(), 1, "{html}");
    has(&html, &["aria-label=\"Search\""]);
}

#[test]
fn bound_input_starts_with_the_signal() {
    let html = render(|| {
        let query = RwSignal::new("ada".to_owned());
        view! {
            <InputGroup icon=icons::SEARCH>
                <Input name="q" kind="search" label="Search" bind=query />
            </InputGroup>
        }
    });
    has(
        &html,
        &["value=\"ada\"", "data-slot=\"input-group\"", "<svg"],
    );
}

#[test]
fn password_toggle_is_absent_from_plain_pages_and_hidden_until_alive() {
    let plain = render(|| {
        view! {
            <FormField id="password" label="Password">
                <PasswordInput name="password" autocomplete="current-password" />
            </FormField>
        }
    });
    has(
        &plain,
        &[
            "type=\"password\"",
            "id=\"password\"",
            "autocomplete=\"current-password\"",
        ],
    );
    lacks(&plain, &["<button"]);
    let app = render(|| {
        view! {
            <PasswordInput
                id="new"
                name="new"
                autocomplete="new-password"
                toggle=true
                show_label="Show password"
                hide_label="Hide password"
            />
        }
    });
    has(
        &app,
        &[
            "<button",
            " hidden",
            "aria-label=\"Show password\"",
            "aria-controls=\"new\"",
        ],
    );
}

#[test]
fn select_is_native_and_chooses_the_value() {
    let html = render(|| {
        let options = vec![
            SelectOption::new("en", "English"),
            SelectOption::new("ar", "العربية").lang("ar"),
        ];
        view! {
            <FormField id="locale" label="Language">
                <Select name="locale" options value="ar" />
            </FormField>
        }
    });
    has(
        &html,
        &[
            "<select",
            "id=\"locale\"",
            "<option",
            "value=\"en\"",
            "lang=\"ar\"",
        ],
    );
    assert_eq!(html.matches(" selected").count(), 1, "{html}");
    let arabic = html.split("<option").nth(2).expect("a second option");
    assert!(arabic.contains(" selected"), "{html}");
}

/// A combobox of two people in a field, one of whom may be chosen.
fn people(chosen: Option<ComboboxOption>, note: Option<&str>) -> String {
    let choices = ComboboxChoices {
        options: vec![
            ComboboxOption::new("ada", "Ada Lovelace").detail("ada@example.com"),
            ComboboxOption::new("grace", "Grace Hopper"),
        ],
        is_searching: note.is_some(),
        note: note.map(str::to_owned),
    };
    render(move || {
        view! {
            <FormField
                id="owner"
                label="Owner"
                hint="Who answers for it."
                required=true
                errors=vec!["Unknown.".to_owned()]
            >
                <Combobox
                    name="owner_id"
                    chosen=RwSignal::new(chosen)
                    choices=Signal::stored(choices)
                    search=Callback::new(|_| {})
                    list_label="People"
                    clear_label="Clear the choice"
                    placeholder="Nobody"
                />
            </FormField>
        }
    })
}

#[test]
fn combobox_names_its_list_and_takes_what_its_field_tells() {
    let html = people(None, None);
    has(
        &html,
        &[
            "for=\"owner\"",
            "id=\"owner\"",
            "role=\"combobox\"",
            "aria-autocomplete=\"list\"",
            "aria-expanded=\"false\"",
            "aria-controls=\"owner-list\"",
            "aria-required=\"true\"",
            "aria-invalid=\"true\"",
            "aria-describedby=\"owner-hint owner-errors\"",
            "autocomplete=\"off\"",
            "placeholder=\"Nobody\"",
            "id=\"owner-list\"",
            "role=\"listbox\"",
            "aria-label=\"People\"",
            "id=\"owner-ada\"",
            "ada@example.com",
            "role=\"status\"",
        ],
    );
    assert_eq!(html.matches("role=\"option\"").count(), 2, "{html}");
    assert_eq!(html.matches("aria-selected=\"false\"").count(), 2, "{html}");
    assert_eq!(html.matches("name=").count(), 1, "what is sent: {html}");
    lacks(&html, &["aria-activedescendant", "aria-busy", " style="]);
}

#[test]
fn combobox_shows_and_sends_what_is_chosen_without_a_script() {
    let html = people(Some(ComboboxOption::new("grace", "Grace Hopper")), None);
    has(
        &html,
        &[
            "<input type=\"hidden\" name=\"owner_id\" value=\"grace\"",
            "value=\"Grace Hopper\"",
            "combobox-check",
        ],
    );
    // The list and the button need a script.
    let popup = html.split("data-slot=\"combobox-popup\"").nth(1);
    assert!(popup.is_some_and(|popup| {
        popup
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains(" hidden"))
    }));
    let clear = html.split("data-slot=\"combobox-clear\"").nth(1);
    assert!(clear.is_some_and(|clear| {
        clear
            .split('>')
            .next()
            .is_some_and(|tag| tag.contains(" hidden"))
    }));
}

#[test]
fn combobox_says_that_it_is_searching() {
    let html = people(None, Some("Searching"));
    has(&html, &["aria-busy=\"true\"", ">Searching<"]);
}

#[test]
fn checkbox_is_native_with_its_label_and_hint() {
    let html = render(|| {
        view! {
            <Checkbox id="news" name="news" checked=true hint="Once a month.">
                "Send me news"
            </Checkbox>
        }
    });
    has(
        &html,
        &[
            "type=\"checkbox\"",
            "id=\"news\"",
            "for=\"news\"",
            " checked",
            "aria-describedby=\"news-hint\"",
            "id=\"news-hint\"",
        ],
    );
}

#[test]
fn alert_interrupts_only_for_what_went_wrong() {
    for (variant, role, class) in [
        (AlertVariant::Info, "status", "alert-info"),
        (AlertVariant::Success, "status", "alert-success"),
        (AlertVariant::Warning, "alert", "alert-warning"),
        (AlertVariant::Danger, "alert", "alert-danger"),
    ] {
        let html = render(move || view! { <Alert variant title="Saved">"All of it."</Alert> });
        has(
            &html,
            &[&format!("role=\"{role}\""), class, "Saved", "All of it."],
        );
    }
}

#[test]
fn toaster_is_an_empty_named_live_region_with_a_template() {
    let html = render(|| view! { <Toaster label="Notifications" dismiss_label="Dismiss" /> });
    has(
        &html,
        &[
            "<section",
            "aria-label=\"Notifications\"",
            "aria-live=\"polite\" aria-relevant=\"additions\"></div>",
            "<template><div data-slot=\"toast\"",
            "toast-icon-success",
            "toast-icon-danger",
            "aria-label=\"Dismiss\"",
        ],
    );
    lacks(&html, &["data-variant"]);
}

#[test]
fn dialog_is_native_closed_and_named() {
    let html = render(|| {
        view! {
            <Dialog id="leave">
                <DialogTrigger variant=ButtonVariant::Danger>"Leave"</DialogTrigger>
                <DialogContent close_label="Close" described=true>
                    <DialogTitle>"Leave the team?"</DialogTitle>
                    <DialogDescription>"You lose access."</DialogDescription>
                    <DialogFooter>
                        <DialogClose>"Cancel"</DialogClose>
                        <Button>"Leave"</Button>
                    </DialogFooter>
                </DialogContent>
            </Dialog>
        }
    });
    has(
        &html,
        &[
            "aria-haspopup=\"dialog\"",
            "aria-expanded=\"false\"",
            "aria-controls=\"leave\"",
            "<dialog",
            "id=\"leave\"",
            "aria-labelledby=\"leave-title\"",
            "id=\"leave-title\"",
            "aria-describedby=\"leave-description\"",
            "id=\"leave-description\"",
            "aria-label=\"Close\"",
            "Cancel",
        ],
    );
    lacks(&html, &[" open"]);
}

#[test]
fn menu_is_a_native_disclosure_until_the_page_is_alive() {
    let html = render(|| {
        view! {
            <DropdownMenu id="account">
                <DropdownMenuTrigger label="Account">"AL"</DropdownMenuTrigger>
                <DropdownMenuContent>
                    <DropdownMenuLabel>"ada@example.com"</DropdownMenuLabel>
                    <DropdownMenuItem href="/settings" icon=icons::SETTINGS>
                        "Settings"
                    </DropdownMenuItem>
                    <DropdownMenuSeparator />
                    <DropdownMenuForm action="/theme">
                        <DropdownMenuItem submit=true name="theme" value="dark" checked=true>
                            "Dark"
                        </DropdownMenuItem>
                        <DropdownMenuItem submit=true name="theme" value="light" checked=false>
                            "Light"
                        </DropdownMenuItem>
                    </DropdownMenuForm>
                </DropdownMenuContent>
            </DropdownMenu>
        }
    });
    has(
        &html,
        &[
            "<details",
            "name=\"dropdown-menu\"",
            "id=\"account\"",
            "<summary",
            "id=\"account-trigger\"",
            "aria-label=\"Account\"",
            "id=\"account-content\"",
            "href=\"/settings\"",
            "method=\"post\"",
            "action=\"/theme\"",
            "type=\"submit\"",
            "value=\"dark\"",
        ],
    );
    assert_eq!(html.matches("aria-current=\"true\"").count(), 1, "{html}");
    // The keys that these promise need a script.
    lacks(
        &html,
        &["role=\"menu", "aria-haspopup", "tabindex", "aria-checked"],
    );
}

#[test]
fn avatar_is_decoration_unless_named() {
    let html = render(|| view! { <Avatar name="Ada Lovelace" /> });
    has(
        &html,
        &["aria-hidden=\"true\"", ">AL<", "avatar-md", "avatar-tone-"],
    );
    let html = render(|| view! { <Avatar name="Ada Lovelace" label="Ada Lovelace" /> });
    has(&html, &["role=\"img\"", "aria-label=\"Ada Lovelace\""]);
    lacks(&html, &["aria-hidden"]);
}

#[test]
fn badge_has_a_class_per_variant() {
    for (variant, class) in [
        (BadgeVariant::Neutral, "badge-neutral"),
        (BadgeVariant::Accent, "badge-accent"),
        (BadgeVariant::Success, "badge-success"),
        (BadgeVariant::Warning, "badge-warning"),
        (BadgeVariant::Danger, "badge-danger"),
        (BadgeVariant::Outline, "badge-outline"),
    ] {
        let html = render(move || view! { <Badge variant>"Active"</Badge> });
        has(&html, &[&format!("class=\"badge {class}\""), "Active"]);
    }
}

#[test]
fn card_parts_have_slots_and_the_title_its_rank() {
    let html = render(|| {
        view! {
            <Card>
                <CardHeader action=|| view! { <Badge>"New"</Badge> }>
                    <CardTitle level=HeadingLevel::H3>"Plan"</CardTitle>
                    <CardDescription>"What you pay."</CardDescription>
                </CardHeader>
                <CardContent>"Body"</CardContent>
                <CardFooter>"Foot"</CardFooter>
            </Card>
        }
    });
    for slot in [
        "card",
        "card-header",
        "card-title",
        "card-description",
        "card-content",
        "card-footer",
    ] {
        has(&html, &[&format!("data-slot=\"{slot}\"")]);
    }
    has(&html, &["<h3", "New"]);
}

#[test]
fn table_is_a_named_region_and_says_how_it_is_sorted() {
    let html = render(|| {
        view! {
            <Table label="Users">
                <TableHeader>
                    <SortableHead href="?sort=-email" sort=Some(SortDirection::Ascending)>
                        "Email"
                    </SortableHead>
                    <SortableHead href="?sort=created" sort=None>
                        "Joined"
                    </SortableHead>
                    <TableHead numeric=true>"Teams"</TableHead>
                </TableHeader>
                <TableBody>
                    <TableRow>
                        <TableCell header=true>"ada@example.com"</TableCell>
                        <TableCell label="Joined">"Today"</TableCell>
                        <TableCell numeric=true>"3"</TableCell>
                    </TableRow>
                </TableBody>
            </Table>
        }
    });
    has(
        &html,
        &[
            "role=\"region\"",
            "aria-label=\"Users\"",
            "tabindex=\"0\"",
            "href=\"?sort=-email\"",
            "scope=\"col\"",
            "scope=\"row\"",
            "table-numeric",
        ],
    );
    // A row that is stacked says what its cells are, and keeps its roles.
    has(
        &html,
        &[
            "class=\"table-container table-stacks\"",
            "role=\"table\"",
            "role=\"row\"",
            "role=\"columnheader\"",
            "role=\"rowheader\"",
            "role=\"cell\"",
            "data-label=\"Joined\"",
        ],
    );
    assert_eq!(html.matches("role=\"rowgroup\"").count(), 2, "{html}");
    assert_eq!(html.matches("data-label").count(), 1, "{html}");
    assert_eq!(html.matches("aria-sort").count(), 1, "{html}");
    has(&html, &["aria-sort=\"ascending\""]);
}

#[test]
fn table_that_keeps_its_columns_is_not_stacked() {
    let html = render(|| {
        view! {
            <Table label="Choices" keeps_columns=true class="choices">
                <TableBody>
                    <TableRow>
                        <TableCell>"Mail"</TableCell>
                    </TableRow>
                </TableBody>
            </Table>
        }
    });
    has(&html, &["class=\"table-container choices\""]);
    lacks(&html, &["table-stacks", "data-label"]);
}

#[test]
fn pagination_keeps_the_place_of_a_missing_page() {
    let html = render(|| {
        view! {
            <Pagination
                label="Pages of users"
                previous_label="Previous"
                next_label="Next"
                previous=None
                next=Some("?cursor=abc".to_owned())
            >
                "20 users"
            </Pagination>
        }
    });
    has(
        &html,
        &[
            "<nav",
            "aria-label=\"Pages of users\"",
            "20 users",
            "href=\"?cursor=abc\"",
            "rel=\"next\"",
            "aria-disabled=\"true\"",
            "icon-directional",
        ],
    );
    lacks(&html, &["rel=\"prev\""]);
    assert_eq!(html.matches("href=").count(), 1, "{html}");
}

#[test]
fn skeleton_and_spinner_are_silent_unless_named() {
    let html = render(|| view! { <Skeleton shape=SkeletonShape::Text lines=3 /> });
    assert_eq!(html.matches("aria-hidden=\"true\"").count(), 3, "{html}");
    let html = render(|| view! { <Spinner label="Loading" /> });
    has(&html, &["role=\"status\"", "visually-hidden", "Loading"]);
    let html = render(|| view! { <Spinner /> });
    lacks(&html, &["role=\"status\""]);
}

#[test]
fn empty_state_says_what_is_missing_and_what_to_do() {
    let html = render(|| {
        view! {
            <EmptyState
                icon=icons::SEARCH
                title="Nothing here"
                level=HeadingLevel::H1
                text="The address may be wrong."
            >
                <ButtonLink href="/">"Home"</ButtonLink>
            </EmptyState>
        }
    });
    has(
        &html,
        &[
            "<h1",
            "Nothing here",
            "The address may be wrong.",
            "href=\"/\"",
        ],
    );
}

#[test]
fn icon_is_decoration_unless_named_and_mirrored_if_it_points() {
    let html = render(|| view! { <Icon icon=icons::CHECK /> });
    has(&html, &["<svg", "aria-hidden=\"true\"", "<path", "icon-md"]);
    lacks(&html, &["icon-directional", "role="]);
    let html = render(|| view! { <Icon icon=icons::ARROW_RIGHT label="Next" /> });
    has(
        &html,
        &["role=\"img\"", "aria-label=\"Next\"", "icon-directional"],
    );
}

#[test]
fn layout_parts_have_their_classes() {
    let html = render(|| {
        view! {
            <Section labelled_by="features">
                <Container size=ContainerSize::Xl>
                    <PageHeader title="Users" description="Everyone.">
                        "Invite"
                    </PageHeader>
                    <Grid columns=GridColumns::Two gap=Gap::Lg>
                        <Stack direction=StackDirection::Spread gap=Gap::Sm>
                            "a"
                        </Stack>
                    </Grid>
                </Container>
            </Section>
        }
    });
    has(
        &html,
        &[
            "<section",
            "aria-labelledby=\"features\"",
            "container container-xl",
            "<h1",
            "grid grid-2 gap-lg",
            "stack stack-row stack-spread gap-sm",
            "Invite",
        ],
    );
}

#[test]
fn nothing_renders_inline_style_or_script() {
    let html = render(|| {
        view! {
            <Toaster label="Notifications" dismiss_label="Dismiss" />
                <Button loading=true>"Save"</Button>
                <Skeleton shape=SkeletonShape::Block />
                <Avatar name="Ada" />
                <Icon icon=icons::MENU />
                <DropdownMenu id="m">
                    <DropdownMenuTrigger>"M"</DropdownMenuTrigger>
                    <DropdownMenuContent>"c"</DropdownMenuContent>
                </DropdownMenu>
        }
    });
    lacks(&html, &["style=", "<style", "<script", "onclick"]);
}
