// A guide as a page of the window: its Markdown as React elements, in the tokens of the rest; nothing of it is ever set as HTML. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import Markdown, { type Components } from 'react-markdown'
import tables from 'remark-gfm'
import { pictureOf } from './guides.ts'

const title = style({ font: 'heading', margin: 0 })
const heading = style({ font: 'title-lg', marginTop: 20, marginBottom: 0 })
const paragraph = style({ font: 'body', margin: 0 })
const list = style({ font: 'body', margin: 0, paddingStart: 24, display: 'flex', flexDirection: 'column', gap: 4 })
const code = style({ font: 'code' })
const picture = style({
  maxWidth: 'full',
  borderRadius: 'lg',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})
const table = style({ font: 'ui', width: 'full', borderCollapse: 'collapse' })
const cell = style({
  padding: 8,
  textAlign: 'start',
  verticalAlign: 'top',
  borderWidth: 0,
  borderBottomWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})
const article = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  maxWidth: 672,
  paddingBottom: 24,
  userSelect: 'text',
})

const components: Components = {
  h1: ({ children }) => <h2 className={title}>{children}</h2>,
  h2: ({ children }) => <h3 className={heading}>{children}</h3>,
  p: ({ children }) => <p className={paragraph}>{children}</p>,
  ul: ({ children }) => <ul className={list}>{children}</ul>,
  ol: ({ children }) => <ol className={list}>{children}</ol>,
  code: ({ children }) => <code className={code}>{children}</code>,
  table: ({ children }) => <table className={table}>{children}</table>,
  th: ({ children }) => <th className={cell}>{children}</th>,
  td: ({ children }) => <td className={cell}>{children}</td>,
  img: ({ src, alt }) => <img className={picture} src={pictureOf(String(src))} alt={alt ?? ''} />,
  // Guides lead to documents that are not in the app: their names must do.
  a: ({ children }) => <strong>{children}</strong>,
}

export function GuideText({ text }: { text: string }) {
  return (
    <article className={article}>
      <Markdown components={components} remarkPlugins={[tables]}>
        {text}
      </Markdown>
    </article>
  )
}
