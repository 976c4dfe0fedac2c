# One message for each rule of a field: `too_short` is worded by `validation-too-short`.

validation-required = Fill in this field.
validation-too-short = { $min ->
    [one] Use at least { $min } character.
   *[other] Use at least { $min } characters.
}
validation-too-long = { $max ->
    [one] Use at most { $max } character.
   *[other] Use at most { $max } characters.
}
validation-email-invalid = Enter an email address, such as name@example.com.
validation-password-weak = This password is easy to guess. Make it longer, or use several unrelated words.
validation-password-contains-identity = Choose a password that doesn’t contain your name or email address.
validation-name-invalid = Enter the name without links or special characters.
validation-locale-unknown = Choose a language from the list.
validation-theme-unknown = Choose a theme from the list.
validation-time-zone-unknown = Choose a time zone from the list.
validation-totp-code-invalid = Enter the six digits from your authenticator app.
validation-unknown-field = This field isn’t expected here. Remove it.
validation-malformed = This value isn’t in the expected format. Correct it.
validation-out-of-range = Enter a number from { NUMBER($min) } to { NUMBER($max) }.
validation-unchanged = This is what it is already. Enter something else.
validation-slug-invalid = Use lower-case letters, digits and hyphens between them; some words are reserved.
validation-unknown = This choice isn’t available any more. Choose another one.
validation-name-reserved = This looks like the name of a role that comes with the product. Choose another one.
