// Whether everybody whom a bureau file names is one of its people, and everything is named once.
import type { PeopleRef } from '../core/bureau-plan.ts';
import type { BureauData } from './bureau-schema.ts';
import { rosterPeople } from './roster-file.ts';

/** `path` leads to the name in the file. */
export type NamedWrongly = { readonly path: readonly PropertyKey[]; readonly message: string };

export function wrongNames(data: BureauData): readonly NamedWrongly[] {
  const people = data.people.map((p) => p.id);
  const named = [
    ...data.units.flatMap((unit, i) =>
      [
        ...inRefs([unit.head]).map(({ id }) => ({ id, path: ['units', i, 'head'] })),
        ...inRefs(unit.contacts).map(({ id, at }) => ({ id, path: ['units', i, 'contacts', at] })),
        { id: unit.leader, path: ['units', i, 'leader'] },
      ].map((one) => ({ ...one, where: `科室 ${unit.name}` })),
    ),
    ...Object.entries(data.roles).flatMap(([role, members]) =>
      inRefs(members).map(({ id, at }) => ({ id, path: ['roles', role, at], where: `角色 ${role}` })),
    ),
    ...rosterPeople(data).map(({ person, where, path }) => ({ id: person, where, path })),
    ...data.administrators.map((id, i) => ({ id, path: ['administrators', i], where: '管理员' })),
  ];
  const byName = (id: string): string => {
    const found = data.people.filter((p) => p.name === id).map((p) => p.id);
    return found.length === 0 ? `可写：${people.join('、')}` : `请写 ${found.join('、')}`;
  };
  return [
    ...named
      .filter(({ id }) => !people.includes(id))
      .map(({ id, path, where }) => ({
        path,
        message: `${where} 写了不在 people 里的“${id}”；${byName(id)}`,
      })),
    ...twice('people', people),
    ...twice(
      'units',
      data.units.map((u) => u.id),
    ),
  ];
}

function inRefs(refs: readonly PeopleRef[]): readonly { readonly id: string; readonly at: number }[] {
  return refs.flatMap((ref, at) => (ref.kind === 'person' ? [{ id: ref.id, at }] : []));
}

function twice(list: string, ids: readonly string[]): readonly NamedWrongly[] {
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i
      ? []
      : [{ path: [list, i], message: `${list} 里“${id}”写了两次，请改其中一个的 id` }],
  );
}
