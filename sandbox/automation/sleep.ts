/** The longest that aws:sleep takes: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-sleep.html */
const LONGEST = 604_799;

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration, or why the step fails. */
export function sleepSeconds(duration: string): number | string {
  const [whole, days = 0, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(duration) ?? [];
  if (whole === undefined || /[PT]$/.test(whole))
    return `Duration ${duration} is not one of days, hours, minutes and seconds such as PT5M`;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return total <= LONGEST ? total : `Duration ${duration} is ${total} s, at most ${LONGEST} s are allowed`;
}
