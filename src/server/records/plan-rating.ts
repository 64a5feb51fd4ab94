/** What a member said of one plan of a task. */
export interface PlanRatingRecord {
  id: string;
  taskId: string;
  /** Which of the task's plans: when it was made. */
  planMadeAt: Date;
  generatedBy: string;
  member: string;
  useful: boolean;
  reason: string;
  ratedAt: Date;
}
