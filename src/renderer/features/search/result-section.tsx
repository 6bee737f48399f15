// Results of one kind under their heading, as entries of the search's menu. Renderer.
import { Header, Heading, MenuItem, MenuSection, Text } from '@react-spectrum/s2'
import type { Result } from './results.tsx'

/** What an entry shows; without a picture or a second line where there is none. */
type Shown = Pick<Result, 'id' | 'name'> & Partial<Pick<Result, 'icon' | 'detail'>>

export function ResultSection({ title, results }: { title: string | null; results: readonly Shown[] }) {
  if (results.length === 0) return null
  return (
    <MenuSection>
      {title === null ? null : (
        <Header>
          <Heading>{title}</Heading>
        </Header>
      )}
      {results.map(({ id, name, icon, detail }) => (
        <MenuItem key={id} id={id} textValue={name}>
          {icon}
          <Text slot="label">{name}</Text>
          {detail === undefined || detail === '' ? null : <Text slot="description">{detail}</Text>}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
