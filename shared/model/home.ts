import home from './home.json' with { type: 'json' }

/** Where the project is at home; all links of ours begin with it. Set once, in the file beside. */
export const { homePage } = home
