export { errorSentence } from '../../lib/domain/error-sentence.ts';
