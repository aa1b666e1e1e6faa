import { contract } from '../../generated/contract.ts';

export interface FilterValues {
  q: string;
  status: string;
  channel: string;
}

/** Search and filters above the list. */
export function Filters({
  values,
  change,
}: {
  values: FilterValues;
  change: (values: FilterValues) => void;
}) {
  const choice = (name: 'status' | 'channel', label: string, choices: readonly string[]) => (
    <label>
      {label}{' '}
      <select
        value={values[name]}
        onChange={(event) => change({ ...values, [name]: event.currentTarget.value })}
      >
        <option value="">any</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <search class="filters">
      <label>
        Search{' '}
        <input
          type="search"
          value={values.q}
          placeholder="text, number or id"
          onInput={(event) => change({ ...values, q: event.currentTarget.value })}
        />
      </label>
      {choice('status', 'Status', contract.statuses)}
      {choice('channel', 'Channel', contract.channels)}
    </search>
  );
}
