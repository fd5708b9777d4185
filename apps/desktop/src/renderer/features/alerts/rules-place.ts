/** The id of the alerts' screen that means the rules. */
export const RULES = 'rules';
