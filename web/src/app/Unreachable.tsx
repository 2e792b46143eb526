import { Failure } from "@/ui/states";
import { ApiProblem } from "@/api/problems";

/** The first request of all got no answer. */
export function Unreachable({ retry }: { retry: () => void }) {
  return (
    <main>
      <Failure page error={new ApiProblem(0, {})} retry={retry} />
    </main>
  );
}
