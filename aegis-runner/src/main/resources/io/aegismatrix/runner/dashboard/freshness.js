// How old the data is: the same ladder as the payload's, judged again by the viewer's clock.

const FRESH_MINUTES = 10;
const DELAYED_MINUTES = 45;
const OPEN_MINUTE = 9 * 60 + 15;
const CLOSE_MINUTE = 15 * 60 + 30;
const LADDER = ['FRESH', 'DELAYED', 'STALE', 'EXPIRED'];

// A minute of a session in market time, as milliseconds since 1970.
function sessionMoment(date, minute) {
  return Date.parse(`${date}T00:00:00Z`) - IST_OFFSET + minute * 60_000;
}

function marketDate(moment) {
  return new Date(moment + IST_OFFSET).toISOString().slice(0, 10);
}

// The sessions that may have opened since a datum was taken; later ones cannot matter.
function comingSessions(payload) {
  const session = payload.session || {};
  const known = session.state === 'HOLIDAY' ? [session.next_session] : [session.date, session.next_session];
  return known.filter(date => /^\d{4}-\d{2}-\d{2}$/.test(date || ''));
}

/*
 * The step of the ladder at a moment: outside market hours the price to have is the last close, so age counts from
 * there; once a later session has opened, the data is from before it and has expired.
 */
function freshness(payload, asOf, now) {
  const day = marketDate(asOf);
  const opened = comingSessions(payload).some(date => date > day && now >= sessionMoment(date, OPEN_MINUTE));
  const unknownCalendar = comingSessions(payload).length === 0 && marketDate(now) > day;
  if (opened || unknownCalendar) return 'EXPIRED';
  const minutes = (Math.min(now, sessionMoment(day, CLOSE_MINUTE)) - asOf) / 60_000;
  if (minutes <= FRESH_MINUTES) return 'FRESH';
  if (minutes <= DELAYED_MINUTES) return 'DELAYED';
  return asOf < sessionMoment(day, OPEN_MINUTE) ? 'EXPIRED' : 'STALE';
}
