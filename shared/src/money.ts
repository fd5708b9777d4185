import { z } from 'zod';

/** Money in hundredths of the organisation's currency, so that sums are exact. Which currency is the business of the screens. */
export const moneySchema = z.number().int().min(-1e14).max(1e14);
