export interface MailRecord {
  id: string;
  to: string;
  subject: string;
  text: string;
  status: 'queued' | 'kept' | 'sent' | 'failed';
  attempts: number;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}
