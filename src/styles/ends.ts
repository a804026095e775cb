// Mini programs need no more than app.scss.
export {}
