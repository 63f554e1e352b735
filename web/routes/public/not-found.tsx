import { data } from 'react-router';
import { ProblemPage } from '../../components/problem-page.tsx';

export const loader = () => {
  throw data(null, { status: 404 });
};

export default function NotFound() {
  return <ProblemPage error={undefined} />;
}
