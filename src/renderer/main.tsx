// Entry of the window. Renderer process.
import '@react-spectrum/s2/page.css'
import './window.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('no root')
createRoot(root).render(<App />)
