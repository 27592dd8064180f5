"""The pages of the forms: the site's build and the functions draw them from the same templates."""
