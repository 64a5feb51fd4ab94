/** Word lists for reading a goal. English, lower-cased. */

/** Verbs that open a goal; what follows is its object. Longer phrases first where one begins with another. */
export const OPENING_VERBS: readonly string[] = `
get ready for|follow up with|follow up on|follow-up with|reach out to|get back to|respond to|reply to|write to|speak to|talk to|
speak with|talk with|meet with|check in with|catch up with|bring back|win back|win over|move over|hand over|roll out|set up|clean up|
tidy up|kick off|sign up|line up|draw up|put together|work out|sort out|figure out|find out|look into|exhibit at|speak at|
act on|report on|decide on|agree on|work on|apply for|prepare for|plan for|bid for|answer to|switch to|move to|upgrade to|
cross-sell|upsell|re-engage|reactivate|win|close|renew|secure|land|sign|negotiate|agree|finalise|finalize|prepare|plan|organise|
organize|run|host|hold|launch|introduce|announce|ship|release|create|write|draft|publish|produce|design|build|develop|make|update|
refresh|redesign|rework|improve|optimise|optimize|increase|boost|grow|raise|reduce|cut|lower|fix|resolve|solve|handle|answer|
escalate|contact|call|ring|phone|email|mail|message|meet|visit|chase|remind|nudge|schedule|book|arrange|deliver|give|present|
demo|demonstrate|show|pitch|send|share|submit|review|analyse|analyze|evaluate|assess|audit|check|compare|research|find|identify|
select|choose|hire|recruit|onboard|train|coach|teach|enable|migrate|move|transfer|import|clean|dedupe|deduplicate|merge|tidy|
consolidate|survey|collect|gather|ask|convert|save|rescue|retain|keep|expand|extend|define|set|decide|generate|get|implement|
integrate|configure|test|start|begin|complete|finish|do|conduct|attend|sponsor|invite|qualify|score|nurture|promote|advertise|post|
automate|document|forecast|bring|help|support|replace|rewrite|restart|revive|rank|acquire|sell|offer|quote|bid|
recover|localise|localize|translate|film|record|shoot|measure|track|investigate|interview|rebrand|clarify|settle|map|stop|
streamline|simplify|upgrade|establish|attract|source|shorten|price|package|reprice|approach|engage|open|tender`
  .replace(/\n/g, '')
  .split('|')
  .sort((a, b) => b.length - a.length);

/** Verbs whose object is a person or a company: what comes after "about" is the topic. */
export const CONTACT_VERBS: ReadonlySet<string> = new Set(
  `call|ring|phone|email|mail|message|contact|meet|meet with|visit|chase|remind|nudge|write to|reach out to|
follow up on|follow up with|follow-up with|get back to|speak to|talk to|speak with|talk with|check in with|catch up with|respond to|reply to|
approach|answer`
    .replace(/\n/g, '')
    .split('|'),
);

export const PREPOSITIONS: ReadonlySet<string> = new Set(
  `about after against among around at before between by for from in into of off on onto over per regarding through to toward
towards under until up via with within without and or`.split(/\s+/),
);

/** Openers that take no article in the middle of a sentence. */
export const DETERMINERS: ReadonlySet<string> = new Set(
  `all any both each either every half how its less more most much many no one other several some such their his her
what which who whose why whether when where everything everyone someone you us them it`.split(/\s+/),
);

/** Capitalised words that name no customer. */
export const NOT_A_CUSTOMER: ReadonlySet<string> = new Set(
  `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun q1 q2 q3 q4 black cyber
christmas easter i crm seo roi kpi kpis ceo cfo cto cio cmo ceos cfos ctos cios cmos vp vps smb smbs sme smes b2b b2c api faq
gdpr nda sla slas rfp rfi rfq qbr poc okr okrs icp mql sql pr ai it hr eu uk us usa dach emea apac nordics linkedin google
facebook instagram youtube tiktok twitter x excel hubspot salesforce pipedrive mailchimp germany france spain italy austria
switzerland poland netherlands europe america asia africa london berlin munich paris vienna zurich hamburg cologne amsterdam
madrid barcelona milan dublin lisbon warsaw york chicago boston german english french spanish italian european american`.split(
    /\s+/,
  ),
);
