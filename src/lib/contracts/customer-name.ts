// By itself, so that browsers show names without loading the schemas.

/** Of a customer what names it. */
interface Named {
  contactInfo: {
    company: string | null;
    name: { first: string | null; last: string | null };
    email: string | null;
  };
}

/** The one line that names a customer everywhere: company, else the person, else the email. */
export const customerName = ({ contactInfo }: Named): string => {
  const person = [contactInfo.name.first, contactInfo.name.last].filter(Boolean).join(' ');
  return [contactInfo.company, person, contactInfo.email].find(Boolean) ?? 'Unnamed customer';
};
