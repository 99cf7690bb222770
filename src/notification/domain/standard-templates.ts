import texts from '../standard-templates.ru.json';
import type { TemplateText } from './notice-template';
import type { Occasion } from './occasion-of';

/** A text for every occasion to begin with; nothing is sent with it before an officer of the campaign has approved it. */
export const STANDARD_TEMPLATES = texts as Readonly<Record<Occasion, TemplateText>>;
