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
validation-password-contains-identity = Choose a password without your name or email address in it.
validation-name-invalid = Write the name without links and special characters.
validation-locale-unknown = Choose a language from the list.
validation-theme-unknown = Choose a theme from the list.
validation-time-zone-unknown = Choose a time zone from the list.
validation-unknown-field = This field is not expected here. Remove it.
validation-malformed = This value is not in the expected form. Correct it.
